"""Tables of the methodology page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language, gettext

from observatory.indicators import indicators
from observatory.methods import methods
from observatory.models import GroupFigure, Mark, Release, Status
from observatory.models.figure import Area, Unjudged
from observatory.presenters.arithmetic import basis_line
from observatory.presenters.words import area_name, group_name
from observatory.queries.methodology import RuleCount
from observatory.stats.stars import RuleSet, StarTest
from portal.core.formatting import number, quotient, share
from portal.core.page import Cell, Column, Table
from portal.registry.models import Scheme


def words_table(release: Release) -> Table:
    rows = (
        (
            gettext("Statistical cluster"),
            gettext("One NUTS 2 region and one industry group that earn at least one star (or another label)."),
        ),
        (
            gettext("Persons employed"),
            gettext("In the business economy covered: NACE B–N without K, and S95; owners included."),
        ),
        (
            gettext("Reference area"),
            gettext("The EU-27, or all countries with data: shares, quotients, ranks and cuts are taken of it."),
        ),
        (
            gettext("Default year"),
            gettext(
                "The latest in which countries with at least 90%% of the area's persons employed have a total: "
                "%(year)s in this release."
            )
            % {"year": release.default_year},
        ),
        (gettext("Close and firm"), gettext("A value within 10% of its cut is close, otherwise firm.")),
    )
    return plain_table(gettext("Words used on all pages"), (gettext("Word"), gettext("Meaning")), rows)


def symbols_table() -> Table:
    rows = [(symbol, gettext(meaning)) for symbol, meaning in methods().symbols.items()]
    return plain_table(gettext("Symbols in the formulas"), (gettext("Symbol"), gettext("Meaning")), rows)


def plain_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    columns = tuple(Column(f"column_{place}", head) for place, head in enumerate(heads))
    return Table(caption, columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def tests_table(rules: RuleSet) -> Table:
    heads = (gettext("Test"), gettext("Kind"), gettext("What passes"), gettext("Cut"), gettext("Basis"))
    rows = [
        (
            gettext(test.title),
            _kind(test in rules.gates),
            _passes(test),
            cut_words(test),
            basis_line(test.status, test.source),
        )
        for test in rules.all_tests
    ]
    return plain_table(gettext("Tests of the rule set: %(name)s") % {"name": gettext(rules.title)}, heads, rows)


def _kind(is_gate: bool) -> str:
    return gettext("condition") if is_gate else gettext("test")


def _passes(test: StarTest) -> str:
    return gettext(test.explanation) if test.explanation else gettext(test.title)


def cut_words(test: StarTest) -> str:
    """`top 10%, among the published cells of the group`."""
    among = {
        "published": gettext("among the published cells of the group"),
        "judged": gettext("among the judged cells of the group"),
        "all-traded": gettext("among the judged cells of all traded groups together"),
        "with-employment": gettext("among the regions with employment in the group"),
    }[test.scope]
    if test.kind == "top-share":
        return gettext("top %(share)s, %(among)s") % {"share": share(test.value, 0), "among": among}
    if test.kind == "percentile":
        sign = ">" if test.is_strict else "≥"
        words = gettext("%(sign)s percentile %(percentile)s, %(among)s")
        return words % {"sign": sign, "percentile": number(test.value * 100), "among": among}
    return f"{'>' if test.is_strict else '≥'} {_fixed(test)}"


def _fixed(test: StarTest) -> str:
    if test.measure == "size":
        return share(test.value, 1)
    return number(test.value) if test.measure == "persons_employed" else quotient(test.value)


def results_table(rules: RuleSet, release: Release, results: Sequence[RuleCount]) -> Table:
    """Live counts, the best result first, for both areas."""
    labels = list(enumerate(rules.labels))[:0:-1]
    columns = (
        Column("area", gettext("Reference area")),
        *(Column(f"result_{place}", gettext(label), is_numeric=True) for place, label in labels),
        Column("regions", gettext("Regions with any"), is_numeric=True),
    )
    by_area = {one.area: one for one in results if one.rules == rules.code}
    rows = tuple(_result_row(by_area[area], labels) for area in Area.values if area in by_area)
    caption = gettext("In release %(release)s, %(year)s, NACE divisions") % {
        "release": release.code,
        "year": release.default_year,
    }
    return Table(caption, columns, rows, gettext("The release has no figures under this rule set."))


def _result_row(found: RuleCount, labels: Sequence[tuple[int, str]]) -> tuple[Cell, ...]:
    counts = {1: found.one, 2: found.two, 3: found.three}
    return (
        Cell(area_name(found.area)),
        *(Cell(number(counts[place])) for place, _ in labels),
        Cell(number(found.regions)),
    )


def groups_table(scheme: Scheme, rows: Sequence[GroupFigure]) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("market", gettext("Market")),
        Column("composition", gettext("Composition held by the source"), is_numeric=True),
        Column("countries", gettext("EU-27 countries that publish it"), is_numeric=True),
        Column("area_share", gettext("Their share of persons employed"), is_numeric=True),
        Column("why", gettext("Why it gets no stars")),
    )
    return Table(scheme.name_in(get_language() or "en"), columns, tuple(_group_row(one) for one in rows))


def _group_row(one: GroupFigure) -> tuple[Cell, ...]:
    address = reverse("observatory:industry", args=[one.group.scheme_id, one.group.code])
    return (
        Cell(group_name(one.group), url=address),
        Cell(str(one.group.get_market_display())),
        Cell(share(one.composition_share, 0)),
        Cell(number(len(one.countries))),
        Cell(share(one.area_share, 0)),
        Cell(str(Unjudged(one.unjudged).label) if one.unjudged else ""),
    )


def indicators_table() -> Table:
    heads = (gettext("Figure"), gettext("Unit"), gettext("What it is"))
    rows = [(gettext(one.title), gettext(one.unit), gettext(one.explanation)) for one in indicators().values()]
    return plain_table(gettext("Figures as the sources publish them"), heads, rows)


def statuses_table() -> Table:
    heads = (gettext("Status or mark"), gettext("Kind"))
    rows = [(str(one.label), gettext("status, exactly one a cell")) for one in Status]
    rows += [(str(one.label), gettext("mark, any number a cell")) for one in Mark]
    return plain_table(gettext("Status and marks of a figure"), heads, rows)
