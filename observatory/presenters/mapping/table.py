"""The table beneath the map: the same figures, sorted and in pages."""

from collections.abc import Sequence

from django.utils.translation import gettext

from observatory.models import Mark, Status
from observatory.presenters.mapping.drawing import region_url
from observatory.presenters.mapping.figures import figure_text, value_text
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.measure import Measure, unit_words
from observatory.presenters.stars import earned_cell
from observatory.queries.mapping import MapRow
from observatory.selection import Selection
from portal.core.formatting import MISSING, named, number, quotient, share
from portal.core.page import Cell, Column, Link, Pagination, Table
from portal.registry.names import local_sort_key

PAGE_SIZE = 50
PAGES_AROUND = 2
ASCENDING = "-ascending"
# Numbers sort from the largest, names from A to Z; the ending turns the order round.
SORT_KEYS = ("value", "region", "country", "persons_employed", "location_quotient")
NAMES = ("region", "country")
SORTS = (
    *SORT_KEYS,
    *(key + ASCENDING for key in SORT_KEYS if key not in NAMES),
    "region-descending",
    "country-descending",
)
DESCENDING = "-descending"


def sorted_rows(rows: Sequence[MapRow], sort: str) -> list[MapRow]:
    """Rows in the chosen order; those without the sorted figure always last, equals by name."""
    key = sort.removesuffix(ASCENDING).removesuffix(DESCENDING)
    by_name = sorted(rows, key=lambda row: row.sort_key)
    if key == "region":
        return by_name[::-1] if sort.endswith(DESCENDING) else by_name
    if key == "country":
        return sorted(by_name, key=lambda row: local_sort_key(row.country_name), reverse=sort.endswith(DESCENDING))
    known = [row for row in by_name if getattr(row, key) is not None]
    known.sort(key=lambda row: getattr(row, key), reverse=not sort.endswith(ASCENDING))
    return known + [row for row in by_name if getattr(row, key) is None]


def map_table(words: MapWords, rows: Sequence[MapRow], path: str) -> Table:
    """One page of `rows`, which are sorted already."""
    selection, measure = words.selection, words.measure
    first = (selection.page - 1) * PAGE_SIZE
    shown = rows[first : first + PAGE_SIZE]
    caption = gettext("The same figures by region: %(title)s") % {"title": words.title}
    if selection.since:
        return years_table(words, shown, caption, path)
    if measure.counts_clusters:
        cells = tuple(_count_cells(row, words, path) for row in shown)
        return Table(caption, _count_columns(measure, selection, path), cells, words.nothing)
    if not measure.is_of_groups:
        cells = tuple((*_name_cells(row, words, path), _value_cell(row, measure), Cell(_remark(row))) for row in shown)
        return Table(caption, _plain_columns(measure, selection, path), cells, words.nothing)
    columns = _figure_columns(measure, selection, path)
    cells = tuple(_figure_cells(row, words, path) for row in shown)
    return Table(caption, columns, cells, words.nothing)


def years_table(words: MapWords, shown: Sequence[MapRow], caption: str, path: str) -> Table:
    """Both years and, for a map of differences, what changed between them."""
    selection, measure = words.selection, words.measure
    own = words.own_measure
    unit = "" if own.names else unit_words(own, selection.area)
    change = (_column("value", gettext("Difference"), selection, path, unit_words(measure, selection.area)),)
    columns = (
        _column("region", gettext("Region"), selection, path),
        _column("country", gettext("Country"), selection, path),
        *(change if words.answer.is_difference else ()),
        Column("before", selection.since, unit, is_numeric=True),
        _year_column(words, path, unit),
        Column("note", gettext("Note")),
    )
    rows = tuple(_years_row(row, words, path) for row in shown)
    return Table(caption, columns, rows, words.nothing)


def _year_column(words: MapWords, path: str, unit: str) -> Column:
    """The later year sorts where it is what the map shows."""
    year = words.selection.year
    if words.answer.is_difference:
        return Column("after", year, unit, is_numeric=True)
    return _column("value", year, words.selection, path, unit)


def _years_row(row: MapRow, words: MapWords, path: str) -> tuple[Cell, ...]:
    own = words.own_measure
    if words.answer.is_difference:
        before, after = row.before, row.after
        change = (Cell(value_text(row, words.measure), note=row.reason if row.value is None else ""),)
    else:
        before, after, change = words.value_before(row), row.value, ()
    years = (Cell(figure_text(before, own)), Cell(figure_text(after, own)))
    return (*_name_cells(row, words, path), *change, *years, Cell(_remark(row)))


def _plain_columns(measure: Measure, selection: Selection, path: str) -> tuple[Column, ...]:
    unit = "" if measure.names else unit_words(measure, selection.area)
    return (
        _column("region", gettext("Region"), selection, path),
        _column("country", gettext("Country"), selection, path),
        _column("value", str(measure.label), selection, path, unit),
        Column("note", gettext("Note")),
    )


def page_count(rows: Sequence[MapRow]) -> int:
    """Pages of the table, one at least."""
    return max(-(-len(rows) // PAGE_SIZE), 1)


def pagination(rows: Sequence[MapRow], selection: Selection, path: str) -> Pagination:
    count, page = page_count(rows), selection.page
    if count == 1:
        return Pagination(())
    values = {"first": (page - 1) * PAGE_SIZE + 1, "last": min(page * PAGE_SIZE, len(rows)), "all": number(len(rows))}
    return Pagination(
        tuple(_page_link(one, selection, path) for one in range(1, count + 1)),
        selection.address(path, page=page - 1) if page > 1 else "",
        selection.address(path, page=page + 1) if page < count else "",
        gettext("Regions %(first)s to %(last)s of %(all)s") % values,
    )


def _page_link(page: int, selection: Selection, path: str) -> Link:
    return Link(str(page), selection.address(path, page=page), is_current=page == selection.page)


def _count_columns(measure: Measure, selection: Selection, path: str) -> tuple[Column, ...]:
    return (
        _column("region", gettext("Region"), selection, path),
        _column("country", gettext("Country"), selection, path),
        _column("value", str(measure.label), selection, path),
        Column("three_stars", gettext("Three stars"), is_numeric=True),
        Column("two_stars", gettext("Two stars"), is_numeric=True),
        Column("one_star", gettext("One star"), is_numeric=True),
        _column("persons_employed", gettext("Persons employed in them"), selection, path),
        Column("share_in_clusters", gettext("Share"), gettext("of the region's persons employed"), is_numeric=True),
    )


def _figure_columns(measure: Measure, selection: Selection, path: str) -> tuple[Column, ...]:
    unit = "" if measure.names else unit_words(measure, selection.area)
    rest = [
        _column("persons_employed", gettext("Persons employed"), selection, path),
        _column("location_quotient", gettext("Location quotient"), selection, path),
        Column("stars", gettext("Stars")),
    ]
    return (
        _column("region", gettext("Region"), selection, path),
        _column("country", gettext("Country"), selection, path),
        _column("value", str(measure.label), selection, path, unit),
        *(column for column in rest if column.key != measure.code),
        Column("note", gettext("Note")),
    )


def _column(key: str, label: str, selection: Selection, path: str, unit: str = "") -> Column:
    """A sortable column: its link sorts by it, and turns the order round where it is sorted already."""
    turned = key + (DESCENDING if key in NAMES else ASCENDING)
    state = ""
    if selection.sort in (key, turned):
        is_ascending = (selection.sort == key) == (key in NAMES)
        state = "ascending" if is_ascending else "descending"
    url = selection.address(path, sort=turned if selection.sort == key else key, page=1)
    return Column(key, label, unit, key not in NAMES, url, state)


def _count_cells(row: MapRow, words: MapWords, path: str) -> tuple[Cell, ...]:
    is_known = row.value is not None
    counts = tuple(Cell(number(count) if is_known else MISSING) for count in row.counts)
    persons, portion = Cell(number(row.persons_employed)), Cell(share(row.share_in_clusters))
    return (*_name_cells(row, words, path), _value_cell(row, words.measure), *counts, persons, portion)


def _figure_cells(row: MapRow, words: MapWords, path: str) -> tuple[Cell, ...]:
    measure = words.measure
    others = {
        "persons_employed": Cell(number(row.persons_employed)),
        "location_quotient": Cell(quotient(row.location_quotient)),
        "stars": _stars_cell(row, words.selection.rules),
    }
    value = others["stars"] if measure.names and row.value is not None else _value_cell(row, measure)
    rest = [cell for code, cell in others.items() if code != measure.code]
    return (*_name_cells(row, words, path), value, *rest, Cell(_remark(row)))


def _value_cell(row: MapRow, measure: Measure) -> Cell:
    return Cell(value_text(row, measure), note=row.reason if row.value is None else "")


def _name_cells(row: MapRow, words: MapWords, path: str) -> tuple[Cell, Cell]:
    """The region leads to its profile; its country to the map of the country, where Europe is shown."""
    is_recoded = row.code != row.published_code
    note = gettext("published as %(code)s") % {"code": row.published_code} if is_recoded else ""
    is_country = words.selection.level == "0"
    country = named(gettext("Map"), row.country_name) if is_country else row.country_name
    return Cell(row.name, url=region_url(row.code), note=note), Cell(country, url=_map_of(row, words, path))


def _map_of(row: MapRow, words: MapWords, path: str) -> str:
    selection = words.selection
    return "" if selection.country else selection.address(path, country=row.country, level="", page=1, focus="")


def _stars_cell(row: MapRow, rules: str) -> Cell:
    if row.stars is None:
        return Cell(MISSING, note=row.unjudged)
    return earned_cell(row.stars, rules, is_hollow=row.is_estimated)


def _remark(row: MapRow) -> str:
    """Status and marks in words, and what the drawing of the region needs to say."""
    words = [str(Status(row.status).label)] if row.status != Status.FINAL else []
    words += [str(mark.label) for mark in Mark if row.marks & mark]
    if row.zone:
        words.append(gettext("figure of %(zone)s") % {"zone": row.zone})
    if row.is_union:
        words.append(gettext("sum over former regions, not ranked"))
    if not row.place.is_exact:
        words.append(gettext("drawn within today's border, which has shifted a little"))
    if not row.place.codes:
        words.append(gettext("not on the map: its territory was redrawn"))
    return "; ".join(words)
