"""What the site-wide search finds of organisations: the public profiles."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from internationalisation.profiles.clusters import groups_of
from internationalisation.profiles.words import members_text, place_text, region_around, titles_of
from observatory.presenters.words import group_name, region_name
from portal.core import searching
from portal.core.searching import Entry, Kind
from portal.registry.models import ClusterOrganisation
from portal.registry.profile_codes import profile_codes
from portal.registry.queries.gazetteer import gazetteer

KIND = "organisations"
POSITION, WEIGHT = 35, 1.0
INVENTED = 0.1  # weight of demonstration rows: below every real result that fits as well
CHUNK = 500
FOLLOWED = "registry.clusterorganisation"
FIELDS = (
    "pk", "name", "acronym", "country_id", "region_code", "region_name", "city", "members_total", "groups", "services",
    "technologies", "description", "is_demonstration", "country__code", "country__iso_code", "country__name",
)  # fmt: skip


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Public profiles by their number, in every language: the name is the same, what it is about is translated.

    1 query a language, 2 more once a process.
    """
    found = ClusterOrganisation.objects.public().select_related("country").only(*FIELDS).order_by("pk")
    if keys is not None:
        found = found.filter(pk__in=[int(key) for key in keys])
    for language in languages:
        for organisation in found.iterator(chunk_size=CHUNK):
            with override(language):
                entry = _entry(organisation, language)
            yield entry


def fingerprint() -> str:
    """How many are public today, the last published and the last made; profiles are hidden by time too. 1 query."""
    found = ClusterOrganisation.objects.public().aggregate(
        count=Count("pk"), published=Max("last_published_at"), last=Max("pk")
    )
    return f"{found['count']} {found['published']} {found['last']} {localdate():%Y-%m}"


def register() -> None:
    label = gettext_lazy("Cluster organisations")
    searching.register(Kind(KIND, label, POSITION, entries, WEIGHT, fingerprint, follows=(FOLLOWED,)))


def _entry(organisation: ClusterOrganisation, language: str) -> Entry:
    groups = [group_name(group) for group in groups_of(organisation)]
    codes = profile_codes()
    offers = (
        *titles_of(organisation.services, codes.service),
        *titles_of(organisation.technologies, codes.technology),
    )
    return Entry(
        key=str(organisation.pk),
        language=language,
        title=organisation.name,
        path=organisation.get_absolute_url(),
        summary=_summary(organisation, groups),
        names=(organisation.acronym,) if organisation.acronym else (),
        keywords=", ".join([*groups, *offers]),
        text=organisation.description,
        unseen=_places(organisation),
        weight=INVENTED if organisation.is_demonstration else 1.0,
    )


def _summary(organisation: ClusterOrganisation, groups: Sequence[str]) -> str:
    """`Cluster organisation: München (DE212) · 120 members · C29 Motor vehicles`."""
    members = members_text(organisation.members_total) if organisation.members_total else ""
    mark = _("demonstration profile") if organisation.is_demonstration else ""
    return " · ".join(filter(None, [mark, place_text(organisation), members, ", ".join(groups[:2])]))


def _places(organisation: ClusterOrganisation) -> tuple[str, ...]:
    """Codes and names that find it: of its region, and of the country."""
    region, known = region_around(organisation), gazetteer()
    small = known.small.get(organisation.region_code)
    around = known.by_code.get(region.code) if region else None
    names = (
        organisation.region_code,
        region_name(region) if region else "",
        *(small.keys if small else ()),
        *(around.keys if around else ()),
        str(organisation.country.local_name),
    )
    return tuple(dict.fromkeys(filter(None, names)))
