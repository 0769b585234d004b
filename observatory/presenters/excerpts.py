"""Figures inside a text: number, unit, year, release and a link to the page that explains them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observatory.models import ClusterFigure, Release
from observatory.presenters import words
from observatory.presenters.stars import stars, stars_of, unjudged_note
from observatory.queries.excerpts import ClusterCounts
from observatory.queries.release import DEFAULT_RULES
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
    """What a figure block shows: `facts`, a `table` or a picture with the table `behind` it, and where it leads.

    `url` is the page that explains the figure: the title leads there, and so does the link under it.
    """

    title: str
    facts: tuple[KeyFact, ...] = ()
    table: Table | None = None
    summary: str = ""
    image_url: str = ""
    behind: Table | None = None
    source: str = ""
    url: str = ""
    link_label: str = ""
    is_demonstration: bool = False
    released: str = ""


def released_text(release: Release) -> str:
    """`Release 2026-11-22-1 of 22 November 2026`."""
    published = release.first_published_at
    if published is None:
        return _("Release %(code)s") % {"code": release.code}
    return _("Release %(code)s of %(date)s") % {"code": release.code, "date": formatting.day(published)}


def missing_text(release: Release | None, *codes: str) -> str:
    """What stands in the place of a figure that the live release does not hold."""
    if release is None:
        return _("No statistics are published yet: the figure appears here with the first release.")
    values = {"what": ", ".join(filter(None, codes)), "release": released_text(release)}
    if not values["what"]:
        return _("%(release)s has no figure to show here.") % values
    return _("%(release)s has no figure to show here for: %(what)s.") % values


def headline_facts(counts: ClusterCounts, release: Release) -> dict[str, KeyFact]:
    """Every headline of `HEADLINES` as a key fact."""
    text = str(release.default_year)
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
        facts=(headline_facts(counts, release)[measure],),
        source=words.source_line(release, release.default_year or ""),
        url=reverse("observatory:region", args=[region_code]) if region_code else mapping,
        link_label=_("See the region") if region_code else _("See the map"),
        is_demonstration=release.is_demonstration,
        released=released_text(release),
    )


def cluster(figure: ClusterFigure, release: Release) -> Excerpt:
    """Persons employed, quotient and stars of one cell."""
    year = str(figure.year)
    return Excerpt(
        title=formatting.named(words.region_name(words.region_of(figure)), words.group_name(figure.group)),
        facts=(
            KeyFact(_("Persons employed"), formatting.number(figure.persons_employed), _("persons"), year),
            KeyFact(
                _("Location quotient"), formatting.quotient(figure.location_quotient), _("times the EU-27 share"), year
            ),
            _stars_fact(figure, release, year),
        ),
        source=words.source_line(release, year),
        url=words.cluster_url(figure),
        link_label=_("See how the stars are earned"),
        is_demonstration=release.is_demonstration,
        released=released_text(release),
    )


def _stars_fact(figure: ClusterFigure, release: Release, year: str) -> KeyFact:
    """A cell that could not be judged has neither stars nor a zero."""
    earned = stars_of(figure, release, DEFAULT_RULES)
    if earned is None:
        note = unjudged_note(figure, release, DEFAULT_RULES)
        return KeyFact(_("Stars"), formatting.MISSING, _("not judged"), year, note)
    shown = stars(earned, DEFAULT_RULES, is_hollow=figure.total_is_estimated)
    return KeyFact(_("Stars"), shown.text, year=year)


def ranking(figures: tuple[ClusterFigure, ...], release: Release) -> Excerpt:
    """The leading regions of a group as a small table; `figures` holds at least one."""
    group, year = figures[0].group, release.default_year
    columns = (
        Column("region", _("Region")),
        Column("rank", _("Rank"), is_numeric=True),
        Column("persons", _("Persons employed"), unit=_("persons"), is_numeric=True),
        Column("quotient", _("Location quotient"), unit=_("times the EU-27 share"), is_numeric=True),
    )
    caption = _("Regions with most persons employed: %(group)s, %(year)s")
    return Excerpt(
        title=words.group_name(group),
        table=Table(
            caption=caption % {"group": words.group_name(group), "year": year},
            columns=columns,
            rows=tuple(_row(figure) for figure in figures),
        ),
        source=words.source_line(release, year or ""),
        url=words.group_url(group),
        link_label=_("See all regions"),
        is_demonstration=release.is_demonstration,
        released=released_text(release),
    )


def _row(figure: ClusterFigure) -> tuple[Cell, ...]:
    return (
        Cell(words.region_name(words.region_of(figure)), url=words.cluster_url(figure)),
        Cell(formatting.number(figure.size_rank)),
        Cell(formatting.number(figure.persons_employed)),
        Cell(formatting.quotient(figure.location_quotient)),
    )
