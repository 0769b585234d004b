"""Many generated cluster organisations, written by the database itself: like real ones in how often codes occur."""

from django.db import connection

from portal.registry.models import Country, Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.profile_codes import profile_codes
from portal.registry.reference import reference

SMALLEST_REGION = 3
NAMES = ("Automotive", "Bioökonomie", "Photonics", "Énergie", "Logistics", "Textile", "Aerospace", "Food", "Maritime")
# `pick` draws from a list by a number and a salt: the same rows at every run, without a pattern between columns.
_PICK = """
    CREATE OR REPLACE FUNCTION pg_temp.draw(number int, salt int, many int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT (abs(hashint8(number::bigint * 1000 + salt)::bigint) %% many)::int';
    CREATE OR REPLACE FUNCTION pg_temp.pick(list text[], number int, salt int, most int) RETURNS text[]
    IMMUTABLE LANGUAGE sql AS
    'SELECT coalesce(array_agg(DISTINCT list[1 + pg_temp.draw(number, salt + part, cardinality(list))]), ''{}'')
     FROM generate_series(1, pg_temp.draw(number, salt, most) + 1) AS part';
"""
_WRITE = """
    INSERT INTO registry_clusterorganisation (
        name, acronym, kind, legal_form, country_id, region_code, region_name, places, address, postcode, city,
        longitude, latitude, website, phone, email, languages, social_links, text_language, description, strategy,
        objectives, groups, technologies, priorities, services, countries_of_interest, labels, members_total,
        size_class, is_open_to_members, budget_class, is_in_national_programme, national_programme, standing,
        confirmed_on, is_demonstration, created_at, live, has_unpublished_changes, expired, locked
    )
    SELECT
        (%(names)s)[1 + pg_temp.draw(number, 1, %(many)s)] || ' cluster ' || number, '',
        (ARRAY['cluster-organisation', 'cluster-organisation', 'network', 'association'])[1 + number %% 4], '',
        left(region, 2), region, '', ARRAY[left(region, 2), left(region, 3), left(region, 4), region], '', '',
        'Town ' || number %% 5000, longitude + (number %% 100 - 50) / 500.0, latitude, 'https://example.org/' || number,
        '', '', pg_temp.pick(%(languages)s, number, 20, 2), '{}', 'en',
        'An organisation that brings firms, universities and public bodies of the region together. ' || number, '', '',
        pg_temp.pick(%(groups)s, number, 30, 4), pg_temp.pick(%(technologies)s, number, 40, 4), '{}',
        pg_temp.pick(%(services)s, number, 50, 8), pg_temp.pick(%(countries)s, number, 60, 4),
        CASE WHEN number %% 4 = 0 THEN pg_temp.pick(%(labels)s, number, 70, 1) ELSE '{}' END,
        members, CASE WHEN members < 30 THEN 'small' WHEN members < 100 THEN 'medium' WHEN members < 300 THEN 'large'
            ELSE 'very-large' END,
        number %% 3 > 0, '', number %% 7 = 0, '', CASE WHEN number %% 9 = 0 THEN 'emerging' ELSE '' END,
        current_date - number %% 500, false, now(), true, false, false, false
    FROM (
        SELECT number, 5 + pg_temp.draw(number, 80, 20) * pg_temp.draw(number, 81, 20) AS members,
            (%(regions)s)[1 + pg_temp.draw(number, 82, %(many_regions)s)] AS region
        FROM generate_series(%(first)s, %(last)s) AS number
    ) AS made
    LEFT JOIN registry_region ON registry_region.code = region AND registry_region.version = %(version)s
"""
_ENTER = """
    INSERT INTO internationalisation_directoryentry (
        organisation_key, is_shown, codes, place, confirmed_on, members, longitude, latitude, is_exact, name_key, words
    )
    SELECT id, true, ARRAY(
            SELECT 'group:' || code FROM unnest(groups) AS code UNION ALL
            SELECT 'technology:' || code FROM unnest(technologies) AS code UNION ALL
            SELECT 'service:' || code FROM unnest(services) AS code UNION ALL
            SELECT 'interest:' || code FROM unnest(countries_of_interest) AS code UNION ALL
            SELECT 'label:' || code FROM unnest(labels) AS code UNION ALL
            SELECT 'language:' || code FROM unnest(languages) AS code
        ) || ARRAY['size:' || size_class, 'kind:' || kind,
            CASE standing WHEN 'emerging' THEN 'status:emerging' ELSE 'status:established' END]
        || CASE WHEN is_open_to_members THEN ARRAY['open:yes'] ELSE '{}' END,
        region_code, confirmed_on, members_total, longitude, latitude, true, left(lower(unaccent(name)), 60),
        to_tsvector('simple', lower(unaccent(concat_ws(' ', name, city, description, array_to_string(services, ' ')))))
    FROM registry_clusterorganisation
    ON CONFLICT (organisation_key) DO NOTHING
"""


def make_organisations(first: int, last: int) -> None:
    """Write organisations with these numbers, without entries in the directory."""
    codes = profile_codes()
    regions = Region.objects.filter(version=CURRENT_NUTS, level=SMALLEST_REGION, longitude__isnull=False)
    values = {
        "names": list(NAMES),
        "many": len(NAMES),
        "languages": ["en", "de", "fr", "es", "it", "pl", "nl"],
        "groups": [f"{group.scheme_id}:{group.code}" for group in reference().groups],
        "technologies": [code.code for code in codes.technology],
        "services": [code.code for code in codes.service],
        "labels": [code.code for code in codes.label],
        "countries": list(Country.everywhere.values_list("code", flat=True)),
        "regions": sorted(regions.values_list("code", flat=True)),
        "many_regions": regions.count(),
        "version": CURRENT_NUTS,
        "first": first,
        "last": last,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PICK.replace("%%", "%"))
        cursor.execute(_WRITE, values)


def fill_directory(first: int, last: int) -> None:
    """Organisations and their entries, as `refresh_entries` would write them one by one."""
    make_organisations(first, last)
    with connection.cursor() as cursor:
        cursor.execute(_ENTER)
        cursor.execute("ANALYZE registry_clusterorganisation, internationalisation_directoryentry")
