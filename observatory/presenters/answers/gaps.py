"""Known gaps: how much of each country is published, confidential or missing, and which totals need estimates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.charts.parts import Words
from observatory.charts.shares import Divided, shares_chart
from observatory.downloads import notes_of
from observatory.models import Release
from observatory.presenters.actions import figure_actions
from observatory.presenters.drawing import drawn
from observatory.presenters.trail import trail
from observatory.presenters.words import source_line
from observatory.queries.gaps import Gap
from observatory.selection import Selection
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, share
from portal.core.page import Cell, Column, Dataset, Figure, KeyFact, Link, PageMeta, Table

FORMATS = ("svg", "png", "csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class GapsPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    figure: Figure
    table: Table
    notes: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GapsShown:
    """`gaps` are of one year by country, or of one country by year; `selection.country` says which."""

    gaps: tuple[Gap, ...]
    release: Release
    selection: Selection

    @property
    def of_country(self) -> str:
        return self.gaps[0].country.local_name if self.selection.country and self.gaps else ""

    @property
    def period(self) -> str:
        if not self.selection.country or not self.gaps:
            return self.selection.year
        return f"{self.gaps[0].year}–{self.gaps[-1].year}"


def shown_gaps(gaps: Sequence[Gap], release: Release, selection: Selection) -> GapsShown:
    """Countries of the chosen year, or years of the chosen country."""
    if selection.country:
        chosen = tuple(one for one in gaps if one.country.code == selection.country)
    else:
        chosen = tuple(one for one in gaps if one.year == int(selection.year))
    return GapsShown(chosen, release, selection)


def present_gaps(shown: GapsShown, path: str) -> GapsPage:
    chart = gaps_chart(shown)
    return GapsPage(
        page=_meta(shown, path),
        facts=_facts(shown),
        figure=_figure(shown, chart, path),
        table=_table(shown, path),
        notes=_notes(),
        links=(
            Link(gettext("How totals are made"), f"{reverse('observatory:methodology')}#totals"),
            Link(gettext("Sources, checks and files of the release"), reverse("observatory:data")),
            Link(gettext("All questions"), reverse("observatory:questions")),
        ),
    )


def gaps_title(shown: GapsShown) -> str:
    if shown.of_country:
        values = {"country": shown.of_country, "period": shown.period}
        return gettext("Known gaps, %(period)s: %(country)s") % values
    return gettext("Known gaps by country, %(year)s") % {"year": shown.selection.year}


def gaps_lead(shown: GapsShown) -> str:
    """How much is published in all, and where least."""
    cells = sum(one.cells for one in shown.gaps)
    if not cells:
        return gettext("This release has no figures for this choice.")
    least = min(shown.gaps, key=_published)
    values = {
        "period": shown.period,
        "published": share(sum(one.published for one in shown.gaps) / cells),
        "confidential": share(sum(one.confidential for one in shown.gaps) / cells),
        "missing": share(sum(one.missing for one in shown.gaps) / cells),
        "least": _name(least, shown),
        "share": share(_published(least)),
    }
    return (
        gettext(
            "%(period)s, persons employed by NUTS 2 region and NACE division: %(published)s published, "
            "%(confidential)s confidential, %(missing)s missing; least: %(least)s – %(share)s published."
        )
        % values
    )


def _published(one: Gap) -> float:
    return one.published / one.cells if one.cells else 0.0


def _name(one: Gap, shown: GapsShown) -> str:
    return str(one.year) if shown.selection.country else one.country.local_name


def _meta(shown: GapsShown, path: str) -> PageMeta:
    title, lead = gaps_title(shown), gaps_lead(shown)
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=shown.selection.address(path, release=""),
        breadcrumbs=trail(Link(gettext("Known gaps"), path)),
        is_indexable=not shown.selection.release,
        section="observatory",
    )


def _facts(shown: GapsShown) -> tuple[KeyFact, ...]:
    gaps, year = shown.gaps, shown.period
    regions = sum(one.regions for one in gaps)
    of = gettext("of %(count)s regions") % {"count": number(regions)}
    if shown.selection.country:
        of = gettext("of %(count)s regions and years") % {"count": number(regions)}
    return (
        KeyFact(gettext("With a total"), number(sum(one.with_total for one in gaps)), of, year),
        KeyFact(
            gettext("Partly estimated"),
            number(sum(one.estimated for one in gaps)),
            gettext("of these totals"),
            year,
        ),
        KeyFact(gettext("Without a total"), number(sum(one.without_total for one in gaps)), of, year),
    )


def gaps_chart(shown: GapsShown) -> Chart | None:
    if not shown.gaps:
        return None
    words = Words("gaps", gaps_title(shown), gaps_lead(shown))
    rows = [
        Divided(_name(one, shown), tuple(_part(one, part) for part in _counts(one)), share(_published(one), 0))
        for one in shown.gaps
    ]
    return shares_chart(words, part_names(), rows)


def part_names() -> tuple[str, ...]:
    return gettext("published"), gettext("confidential"), gettext("missing")


def _counts(one: Gap) -> tuple[int, int, int]:
    return one.published, one.confidential, one.missing


def _part(one: Gap, count: int) -> float:
    return count / one.cells if one.cells else 0.0


def _figure(shown: GapsShown, chart: Chart | None, path: str) -> Figure:
    title = gettext("Share of cells, %(period)s") % {"period": shown.period}
    actions = figure_actions(path, shown.release, shown.selection, title=gaps_title(shown), formats=FORMATS)
    return Figure(
        id="gaps",
        title=title,
        summary=gettext("A cell is persons employed in one NUTS 2 region and one NACE division."),
        svg=drawn(chart),
        actions=actions,
        source=source_line(shown.release, shown.period),
        is_demonstration=shown.release.is_demonstration,
        empty=gettext("This release has no figures for this choice."),
    )


def _table(shown: GapsShown, path: str) -> Table:
    first = gettext("Year") if shown.selection.country else gettext("Country")
    columns = (
        Column("name", first),
        Column("cells", gettext("Cells"), is_numeric=True),
        Column("published", gettext("Published"), gettext("% of cells"), is_numeric=True),
        Column("confidential", gettext("Confidential"), gettext("% of cells"), is_numeric=True),
        Column("missing", gettext("Missing"), gettext("% of cells"), is_numeric=True),
        Column("regions", gettext("Regions"), is_numeric=True),
        Column("estimated", gettext("Totals with estimates"), gettext("regions"), is_numeric=True),
        Column("without", gettext("No total"), gettext("regions"), is_numeric=True),
    )
    caption = gettext("Published, confidential and missing, %(period)s") % {"period": shown.period}
    return Table(caption, columns, tuple(_row(one, shown, path) for one in shown.gaps))


def _row(one: Gap, shown: GapsShown, path: str) -> tuple[Cell, ...]:
    return (
        Cell(_name(one, shown), _way_on(one, shown, path)),
        Cell(number(one.cells)),
        *(Cell(share(_part(one, part)) if one.cells else MISSING) for part in _counts(one)),
        Cell(number(one.regions)),
        Cell(number(one.estimated)),
        Cell(number(one.without_total)),
    )


def _way_on(one: Gap, shown: GapsShown, path: str) -> str:
    """From a country to its years, from a year to its countries."""
    if shown.selection.country:
        return shown.selection.address(path, country="", year=one.year)
    return shown.selection.address(path, country=one.country.code, year="")


def _notes() -> tuple[str, ...]:
    return (
        gettext(
            "Confidential: the source holds the figure and may not publish it, for it could tell what single firms "
            "report. Missing: the source has no figure, with or without a reason. Neither is ever counted as zero."
        ),
        gettext(
            "A region's total is the sum of its sections; a section that is not published is estimated by a declared "
            "method as long as estimates stay below 5% of the total. Regions without a total have no location "
            "quotients and no stars."
        ),
    )


COLUMNS = (
    "country", "year", "cells", "published", "confidential", "missing", "regions", "with_total", "estimated_totals",
    "without_total", "release",
)  # fmt: skip


def gaps_dataset(gaps: Sequence[Gap], release: Release, name: str) -> Dataset:
    """Every country and year, whatever the page shows of them."""
    rows = (
        (one.country.code, one.year, one.cells, *_counts(one), one.regions, one.with_total, one.estimated,
         one.without_total, release.code)
        for one in gaps
    )  # fmt: skip
    return Dataset(name, COLUMNS, rows, notes_of(release))
