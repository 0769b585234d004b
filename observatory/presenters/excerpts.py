"""Figures inside a text: number, unit, year, release and a link to the page that explains them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from observatory.models import ClusterFigure, Release
from observatory.models.figure import Area
from observatory.queries.excerpts import ClusterCounts
from portal.core import formatting
from portal.core.page import Cell, Column, KeyFact, Table

# What an editor may put into a text as one number, in the order of the menu.
HEADLINES = (
    ("clusters", gettext_lazy("Statistical clusters")),
    ("three-star-clusters", gettext_lazy("Clusters with three stars")),
    ("persons", gettext_lazy("Persons employed in statistical clusters")),
    ("regions", gettext_lazy("Regions with a statistical cluster (EU-27 only)")),
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a figure block shows: `facts` or a `table`, the source line and where it leads."""

    title: str
    facts: tuple[KeyFact, ...] = ()
    table: Table | None = None
    source: str = ""
    url: str = ""
    link_label: str = ""
    is_demonstration: bool = False


def source_line(release: Release) -> str:
    """Source, area, year and release in one line; demonstration figures say so first."""
    sources = ", ".join(dict.fromkeys(source.get("publisher", "") for source in release.sources if source))
    words = _("EU-27, %(year)s. Source: %(source)s; release %(release)s.") % {
        "year": release.default_year,
        "source": sources or _("see the release"),
        "release": release.code,
    }
    return f"{_('Demonstration figures, not official statistics.')} {words}" if release.is_demonstration else words


def headline_facts(counts: ClusterCounts, year: int) -> dict[str, KeyFact]:
    """Every headline of `HEADLINES` as a key fact."""
    text = str(year)
    return {
        "clusters": KeyFact(_("Statistical clusters"), formatting.number(counts.total), _("clusters"), text),
        "three-star-clusters": KeyFact(
            _("With three stars"), formatting.number(counts.three_stars), _("clusters"), text
        ),
        "persons": KeyFact(
            _("Persons employed in statistical clusters"), formatting.compact(counts.persons), _("persons"), text
        ),
        "regions": KeyFact(
            _("Regions with a statistical cluster"), formatting.number(counts.regions), _("NUTS 2 regions"), text
        ),
    }


def headline(measure: str, counts: ClusterCounts, release: Release, place: str, region_code: str) -> Excerpt:
    """One headline figure of a place or of the EU-27."""
    mapping = reverse("observatory:mapping")
    return Excerpt(
        title=place,
        facts=(headline_facts(counts, release.default_year)[measure],),
        source=source_line(release),
        url=reverse("observatory:region", args=[region_code]) if region_code else mapping,
        link_label=_("See the region") if region_code else _("See the map"),
        is_demonstration=release.is_demonstration,
    )


def cluster(figure: ClusterFigure, release: Release) -> Excerpt:
    """Persons employed, quotient and stars of one cell."""
    region = figure.current_region or figure.region
    year = str(figure.year)
    return Excerpt(
        title=f"{region.name_latin}: {figure.group.name}",
        facts=(
            KeyFact(_("Persons employed"), formatting.number(figure.persons_employed), _("persons"), year),
            KeyFact(
                _("Location quotient"), formatting.quotient(figure.location_quotient), _("times the EU-27 share"), year
            ),
            KeyFact(_("Stars"), *_stars(figure, release), year),
        ),
        source=source_line(release),
        url=reverse("observatory:cluster", args=[region.code, figure.group.scheme_id, figure.group.code]),
        link_label=_("See how the stars are earned"),
        is_demonstration=release.is_demonstration,
    )


def _stars(figure: ClusterFigure, release: Release) -> tuple[str, str]:
    """Shapes and words; a cell that could not be judged has neither stars nor a zero."""
    position = release.rule_sets.index("three-stars")
    earned = figure.stars[position]
    if earned is None:
        return formatting.MISSING, _("not judged")
    words = ngettext("%(n)s of 3 stars", "%(n)s of 3 stars", earned) % {"n": earned}
    return formatting.stars(earned, 3, figure.total_is_estimated), words


def ranking(figures: list[ClusterFigure], release: Release) -> Excerpt:
    """The leading regions of a group as a small table; `figures` holds at least one."""
    group = figures[0].group
    columns = (
        Column("rank", _("Rank"), is_numeric=True),
        Column("region", _("Region")),
        Column("persons", _("Persons employed"), unit=_("persons"), is_numeric=True),
        Column("quotient", _("Location quotient"), unit=_("times the EU-27 share"), is_numeric=True),
    )
    return Excerpt(
        title=group.name,
        table=Table(
            caption=_("Regions with most persons employed: %(group)s, %(year)s")
            % {"group": group.name, "year": release.default_year},
            columns=columns,
            rows=tuple(_row(figure) for figure in figures),
        ),
        source=source_line(release),
        url=reverse("observatory:industry", args=[group.scheme_id, group.code]),
        link_label=_("See all regions"),
        is_demonstration=release.is_demonstration,
    )


def _row(figure: ClusterFigure) -> tuple[Cell, ...]:
    region = figure.current_region or figure.region
    url = reverse("observatory:cluster", args=[region.code, figure.group.scheme_id, figure.group.code])
    return (
        Cell(formatting.number(figure.size_rank)),
        Cell(region.name_latin, url=url),
        Cell(formatting.number(figure.persons_employed)),
        Cell(formatting.quotient(figure.location_quotient)),
    )


def area_name() -> str:
    return str(Area.EU27.label)
