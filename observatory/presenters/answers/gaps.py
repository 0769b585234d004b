"""Known gaps: how much of each country is published, confidential or missing, and which totals need estimates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.charts.parts import Words
from observatory.charts.shares import Divided, shares_chart
from observatory.presenters.actions import figure_actions
from observatory.presenters.answers.gaps_shown import GapsShown, counts_of, name_of, part_of, published_share
from observatory.presenters.answers.gaps_table import gaps_table
from observatory.presenters.drawing import drawn
from observatory.presenters.trail import trail
from observatory.presenters.words import source_line
from portal.core.charts import Chart
from portal.core.formatting import number, share
from portal.core.page import Figure, KeyFact, Link, PageMeta, Table

FORMATS = ("svg", "png", "csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class GapsPage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    figure: Figure
    table: Table
    notes: tuple[str, ...]
    links: tuple[Link, ...]


def present_gaps(shown: GapsShown, path: str) -> GapsPage:
    chart = gaps_chart(shown)
    return GapsPage(
        page=_meta(shown, path),
        facts=_facts(shown),
        figure=_figure(shown, chart, path),
        table=gaps_table(shown, path),
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
    least = min(shown.gaps, key=published_share)
    values = {
        "period": shown.period,
        "published": share(sum(one.published for one in shown.gaps) / cells),
        "confidential": share(sum(one.confidential for one in shown.gaps) / cells),
        "missing": share(sum(one.missing for one in shown.gaps) / cells),
        "least": name_of(least, shown),
        "share": share(published_share(least)),
    }
    return (
        gettext(
            "%(period)s, persons employed by NUTS 2 region and NACE division: %(published)s published, "
            "%(confidential)s confidential, %(missing)s missing; least: %(least)s – %(share)s published."
        )
        % values
    )


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
        Divided(
            name_of(one, shown), tuple(part_of(one, part) for part in counts_of(one)), share(published_share(one), 0)
        )
        for one in shown.gaps
    ]
    return shares_chart(words, part_names(), rows)


def part_names() -> tuple[str, ...]:
    return gettext("published"), gettext("confidential"), gettext("missing")


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
