"""Questions about member firms."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from internationalisation.firms.facets import facets_of
from portal.editorial.listing import Counts, Facets, Narrowed
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, FirmYear, IndustryLabel


@dataclass(frozen=True, slots=True)
class Members:
    """A narrowed list: `rows` are all that fit, in order; `counts` of every facet and in all."""

    facets: Facets
    counts: Counts
    rows: QuerySet[Firm]


@dataclass(frozen=True, slots=True)
class Details:
    """What the rows of one page show besides: titles of their activities by code, figures that are public."""

    activities: Mapping[str, str]
    figures: Mapping[int, Sequence[FirmYear]]


def get_members(organisation: ClusterOrganisation | None, facets: Facets, narrowed: Narrowed) -> Members:
    """Member firms of one organisation, or of all public ones. 2 queries at most; rows are asked for later.

    Invented firms stand in the search only while there are no real ones: never beside them.
    """
    shown = FirmMembership.objects.filter(organisation__in=ClusterOrganisation.objects.public())
    firms = Firm.objects.all()
    if organisation is not None:
        shown = FirmMembership.objects.filter(organisation=organisation)
    elif firms.public().real().exists():
        firms = firms.real()
    counts = facets.count(firms, narrowed)
    shown = shown.select_related("organisation").order_by("left_on", "joined_on")
    links = Prefetch("memberships", shown, "shown_memberships")
    rows = facets.rows(firms, narrowed).select_related("country").prefetch_related(links).order_by("name", "pk")
    return Members(facets, counts, rows)


def get_details(firms: Sequence[Firm]) -> Details:
    """2 queries."""
    figures: dict[int, list[FirmYear]] = defaultdict(list)
    years = FirmYear.objects.public_figures().filter(firm__in=firms).select_related("confirmed_by_organisation")
    for year in years.order_by("-year"):
        figures[year.firm_id].append(year)
    return Details(_titles({firm.nace for firm in firms if firm.nace}), figures)


def _titles(codes: set[str]) -> dict[str, str]:
    """In the language of the request, English where there is none."""
    language = get_language() or settings.LANGUAGE_CODE
    labels = IndustryLabel.objects.filter(industry__in=codes, language__in={language, "en"})
    rows = list(labels.values_list("industry_id", "language", "title"))
    return {code: title for code, _language, title in sorted(rows, key=lambda row: row[1] == language)}


def parse_members(organisation: ClusterOrganisation | None, query: Mapping[str, str]) -> tuple[Facets, Narrowed]:
    """The facets of a list and what is chosen. Raises BadChoice for a page that is no number."""
    facets = facets_of(organisation)
    return facets, facets.parse(query)
