"""The tables of the tidy export: what is published, the codes of it, and what is computed from it."""

from observatory.exporting.cell_table import clusters_table
from observatory.exporting.figure_tables import figure_tables
from observatory.exporting.observations import observations_table
from observatory.exporting.schema import ExportTable, Field
from observatory.exporting.words import nothing_for_empty, true_or_false
from observatory.models import Release
from portal.registry.models import Country, GroupMember, IndustryGroup, Region

DEEPEST_LEVEL = 2
REGION = "NUTS code as published"
VERSION = "NUTS version of the code"

COUNTRIES = ExportTable(
    "countries",
    "Countries, under Eurostat's codes",
    (
        Field("country", "code", "string", "Eurostat's code: EL and UK, not GR and GB"),
        Field("iso_code", "iso_code", "string", "ISO 3166-1 code"),
        Field("name", "name", "string", "Name in English"),
        Field("membership", "membership", "string", "eu27, efta, candidate or other"),
        Field("footnote", nothing_for_empty("footnote"), "string", "Footnote that goes with the name"),
    ),
    ("country",),
    lambda _release: Country.objects.all(),
)
REGIONS = ExportTable(
    "regions",
    "NUTS regions of levels 0 to 2 in every version",
    (
        Field("region", "code", "string", "NUTS code"),
        Field("nuts_version", "version", "string", VERSION),
        Field("level", "level", "integer", "0 country, 1, or 2"),
        Field("country", "country_id", "string", "Eurostat's code of the country"),
        Field("parent", "parent__code", "string", "Region of the level above, same version"),
        Field("name", "name_latin", "string", "Name in Latin letters"),
        Field("name_native", "name_native", "string", "Name in the country's own letters"),
        Field("is_extra_regio", true_or_false("is_extra_regio"), "boolean", "Territory outside all regions"),
        Field("longitude", "longitude", "number", "Of a point inside", "degrees east"),
        Field("latitude", "latitude", "number", "Of a point inside", "degrees north"),
    ),
    ("region", "nuts_version"),
    lambda _release: Region.objects.filter(level__lte=DEEPEST_LEVEL),
)
GROUPS = ExportTable(
    "groups",
    "Industry groups of every scheme",
    (
        Field("scheme", "scheme_id", "string", "Scheme of the group"),
        Field("group", "code", "string", "Code of the group, unique in its scheme"),
        Field("name", "name", "string", "Name in English"),
        Field("market", "market", "string", "traded, or local: local groups get no stars"),
        Field("scheme_name", "scheme__name", "string", "Name of the scheme in English"),
        Field("composition", "scheme__composition", "string", "Whether the composition is official or indicative"),
    ),
    ("scheme", "group"),
    lambda _release: IndustryGroup.objects.all(),
)
MEMBERS = ExportTable(
    "group_members",
    "Industries that each group is made of",
    (
        Field("scheme", "group__scheme_id", "string", "Scheme of the group"),
        Field("group", "group__code", "string", "Code of the group"),
        Field("industry", "industry_id", "string", "NACE Rev. 2 code"),
        Field("weight", "weight", "number", "Part of the industry that counts", "share, 0–1"),
    ),
    ("scheme", "group", "industry"),
    lambda _release: GroupMember.objects.all(),
)


def export_tables(release: Release) -> tuple[ExportTable, ...]:
    """Every table, codes first."""
    codes = (COUNTRIES, REGIONS, GROUPS, MEMBERS)
    return (*codes, observations_table(), clusters_table(release), *figure_tables())
