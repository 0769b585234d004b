"""Tables of what changed: figures by year, why results changed, every result; and the file of it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.models import Moved, Release, ReleaseChange
from observatory.presenters.addresses import address_of_cell
from observatory.presenters.stars import earned_cell
from observatory.presenters.words import group_name, region_name
from observatory.queries.changes import ReleaseDifference, Tally
from observatory.rules import rule_set
from observatory.selection import Selection
from portal.core.formatting import MISSING, number, quotient
from portal.core.page import Cell, Column, Dataset, Table


def years_table(found: ReleaseDifference, year: str) -> Table:
    """One row a year, the latest first; only the chosen one where there is one."""
    columns = (
        Column("year", gettext("Year")),
        Column("before", gettext("Published cells"), found.before.code, is_numeric=True),
        Column("after", gettext("Published cells"), found.release.code, is_numeric=True),
        Column("changed", gettext("Another number of persons employed"), gettext("cells"), is_numeric=True),
        Column("quotients", gettext("Another location quotient"), gettext("cells"), is_numeric=True),
        Column("gained", gettext("Results that rose"), is_numeric=True),
        Column("lost", gettext("Results that fell"), is_numeric=True),
    )
    figures = found.comparison.figures if found.comparison else []
    rows = tuple(
        (
            Cell(str(row["year"])),
            *(Cell(number(row[name])) for name in ("before", "after", "changed", "quotients_changed")),
            *(Cell(number(found.count(gains=gains, year=row["year"]))) for gains in (True, False)),
        )
        for row in reversed(figures)
        if year in ("", str(row["year"]))
    )
    return Table(gettext("Figures by year, against the EU-27"), columns, rows)


def why_table(found: ReleaseDifference) -> Table:
    """What moved where a result changed; several things may have moved at once."""
    columns = (
        Column("moved", gettext("What is not the same in both releases")),
        Column("gained", gettext("Results that rose"), is_numeric=True),
        Column("lost", gettext("Results that fell"), is_numeric=True),
    )
    kinds = sorted({one.moved for one in found.tallies})
    rows = tuple(
        (Cell(moved_text(kind)), *(Cell(number(_of_kind(found.tallies, kind, gains))) for gains in (True, False)))
        for kind in kinds
    )
    return Table(gettext("Why results changed"), columns, rows)


def _of_kind(tallies: Sequence[Tally], kind: int, gains: bool) -> int:
    return sum(one.count for one in tallies if one.moved == kind and one.is_gain == gains)


def moved_text(moved: int) -> str:
    """`the cell's own figures; the cut of a test`."""
    words = [str(one.label) for one in Moved if moved & one]
    return "; ".join(words) or gettext("the order of equal values")


def _moved_words(moved: int) -> str:
    """The same in a row of a long table, in as few words as the table above explains."""
    words = {
        Moved.VALUE: gettext("own figures"),
        Moved.TOTAL: gettext("a total"),
        Moved.CUT: gettext("a cut"),
        Moved.METHOD: gettext("the method"),
    }
    return ", ".join(text for kind, text in words.items() if moved & kind) or moved_text(moved)


def changes_table(found: ReleaseDifference, selection: Selection) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("group", gettext("Industry group")),
        Column("year", gettext("Year"), is_numeric=True),
        Column("before", gettext("Result"), found.before.code),
        Column("after", gettext("Result"), found.release.code),
        Column("why", gettext("What moved")),
        Column("persons", gettext("Persons employed"), gettext("before → after"), is_numeric=True, is_secondary=True),
        Column("quotient", gettext("Location quotient"), gettext("before → after"), is_numeric=True, is_secondary=True),
    )
    rows = tuple(_row(one, selection) for one in found.rows)
    caption = gettext("Results that changed: %(rules)s") % {"rules": gettext(rule_set(selection.rules).title)}
    return Table(caption, columns, rows, gettext("No result under this rule set differs between the two releases."))


def _row(one: ReleaseChange, selection: Selection) -> tuple[Cell, ...]:
    address = address_of_cell(one.region, one.group, selection.with_(year=str(one.year)))
    why = "\n".join(filter(None, (_moved_words(one.moved), _tests(one))))
    return (
        Cell(f"{region_name(one.region)} ({one.region.code})", address),
        Cell(group_name(one.group)),
        Cell(str(one.year)),
        _result(one.stars_before, one.rules),
        _result(one.stars_after, one.rules),
        Cell(why),
        Cell(_both(number(one.persons_before), number(one.persons_after))),
        Cell(_both(quotient(one.quotient_before), quotient(one.quotient_after))),
    )


def _result(stars: int | None, rules: str) -> Cell:
    return Cell(MISSING, note=gettext("not judged")) if stars is None else earned_cell(stars, rules, is_hollow=False)


def _both(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _tests(one: ReleaseChange) -> str:
    """Tests that were passed in one of the releases only."""
    names = [gettext(test.title) for bit, test in enumerate(rule_set(one.rules).all_tests) if one.turned >> bit & 1]
    return gettext("test: %(tests)s") % {"tests": ", ".join(names)} if names else ""


COLUMNS = (
    "release", "against", "rules", "region", "region_name", "nuts_version", "scheme", "group", "year", "stars_before",
    "stars_after", "persons_before", "persons_after", "location_quotient_before", "location_quotient_after",
    "moved", "tests",
)  # fmt: skip


def changes_dataset(rows: Iterator[ReleaseChange], pair: tuple[str, str], release: Release, name: str) -> Dataset:
    """One row a changed result, all of them; `moved` and `tests` are codes with spaces between."""
    lines = (
        (*pair, one.rules, one.region.code, one.region.name_latin, one.region.version, one.group.scheme_id,
         one.group.code, one.year, one.stars_before, one.stars_after, one.persons_before, one.persons_after,
         one.quotient_before, one.quotient_after, _codes(one), _test_codes(one))
        for one in rows
    )  # fmt: skip
    return Dataset(name, COLUMNS, lines, notes_of(release))


def _codes(one: ReleaseChange) -> str:
    return " ".join(kind.name.lower() for kind in Moved if one.moved & kind)


def _test_codes(one: ReleaseChange) -> str:
    return " ".join(test.code for bit, test in enumerate(rule_set(one.rules).all_tests) if one.turned >> bit & 1)
