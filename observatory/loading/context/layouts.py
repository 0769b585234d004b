"""The layouts of files of context: Eurostat's spreadsheet export and TSV, a long table, a wide one."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook

from observatory.loading.context.rows import Notes, Parser, RawCell, RawRow, Rows, Tell, one_line
from observatory.loading.flags import ABSENT
from observatory.loading.problems import Kind
from observatory.loading.profiles import Profile
from observatory.loading.tsv import Header, TsvFile

Sheet = list[list[object]]
FLAGS_OF = "Flags and Footnotes"
HEAD, UNIT = "GEO/TIME", "UNIT"


def rows_of(path: Path, profile: Profile, notes: Notes, tell: Tell) -> Rows:
    """All rows of the file. Damage is added to the notes and ends the pass."""
    if profile.workbook is None:
        yield from _tsv(path, profile, notes, tell)
        return
    sheets = _sheets(path, profile, notes)
    layout: Callable[[dict[str, Sheet], Parser], Rows] = LAYOUTS[profile.workbook.layout]
    total, done = sum(map(len, sheets.values())), 0
    for done, row in enumerate(layout(sheets, Parser(profile, notes)), start=1):
        if not done % 1000:
            tell(min(done, total), total)
        yield row
    tell(total, total)


def _sheets(path: Path, profile: Profile, notes: Notes) -> dict[str, Sheet]:
    """The sheets that the profile names, with Eurostat's sheets of flags where there are any."""
    wanted = profile.workbook.sheets if profile.workbook else ()
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            missing = [name for name in wanted if name not in book.sheet_names]
            if missing:
                notes.add(Kind.HEADER, ("", 0, 0), f"there is no sheet {missing[0]}")
                return {}
            flags = [name for name in book.sheet_names if name.startswith(FLAGS_OF)]
            return {name: _cleaned(book.get_sheet_by_name(name).to_python()) for name in (*wanted, *flags)}
    except (CalamineError, OSError) as error:
        notes.add(Kind.TRUNCATED, ("", 0, 0), f"the spreadsheet cannot be read ({error})")
        return {}


def _cleaned(rows: Sequence[Sequence[object]]) -> Sheet:
    return [[one_line(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _eurostat(sheets: dict[str, Sheet], parser: Parser) -> Rows:
    """A sheet a unit: the unit above, years in the head, a region a row; flags in the sheet of the same number."""
    for name in parser.profile.workbook.sheets if parser.profile.workbook else ():
        sheet = sheets.get(name, [])
        head = next((line for line, row in enumerate(sheet) if row and row[0] == HEAD), -1)
        unit = next((str(row[1]) for row in sheet[: max(head, 0)] if row[0] == UNIT), "")
        if head < 0 or not unit:
            parser.notes.add(Kind.HEADER, (name, 0, 0), f"expected a row {UNIT} and a row {HEAD}")
            return
        flags = sheets.get(FLAGS_OF + name.removeprefix("Data"), [])
        yield from _eurostat_rows(name, unit, head, sheet, flags, parser)


def _eurostat_rows(
    name: str, unit: str, head: int, sheet: Sheet, flags: Sheet, parser: Parser
) -> Rows:  # one sheet in its parts
    years = [int(str(year)) for year in sheet[head][1:] if year != ""]
    letters = {row[0]: row[1:] for row in flags[head + 1 :] if row and row[0]}
    for line, row in enumerate(sheet[head + 1 :], start=head + 2):
        zone = str(row[0])
        marks = letters.get(zone, [""] * len(years))
        yield RawRow(
            name,
            line,
            zone,
            tuple(
                parser.cell(unit, year, raw, (name, line, column), str(flag))
                for column, (year, raw, flag) in enumerate(zip(years, row[1:], marks, strict=False), start=2)
            ),
        )


def _long(sheets: dict[str, Sheet], parser: Parser) -> Rows:
    """One figure a row; the result in words stands beside it."""
    names = parser.profile.workbook.columns if parser.profile.workbook else {}
    for name, sheet in sheets.items():
        places = _places(name, sheet[0] if sheet else [], names, parser.notes)
        if places is None:
            return
        for line, row in enumerate(sheet[1:], start=2):
            where = (name, line, places["value"] + 1)
            year, code = row[places["year"]], str(row[places["indicator"]])
            if not isinstance(year, int | float):
                parser.notes.add(Kind.NOT_A_NUMBER, (name, line, places["year"] + 1), repr(year)[:40])
                yield RawRow(name, line, str(row[places["zone"]]), ())
                continue
            if code in parser.profile.indicators_not_needed:
                yield RawRow(name, line, str(row[places["zone"]]), (), ("indicator not needed", code))
                continue
            figure = parser.cell(code, int(year), row[places["value"]], where)
            result = str(row[places["result"]]) if "result" in places else ""
            cells = (figure, _result(figure, result)) if result else (figure,)
            yield RawRow(name, line, str(row[places["zone"]]), cells)


def _result(figure: RawCell, result: str) -> RawCell:
    return RawCell(figure.indicator, figure.year, figure.value, ABSENT, 0, figure.column, result)


def _wide(sheets: dict[str, Sheet], parser: Parser) -> Rows:
    """One zone a row, one indicator a column; heads of several rows are read together."""
    workbook = parser.profile.workbook
    for (name, sheet), heads in zip(sheets.items(), workbook.heads if workbook else (), strict=False):
        head = _joined_head(sheet, heads)
        places = _places(name, head, workbook.columns if workbook else {}, parser.notes)
        if places is None:
            return
        unneeded = parser.profile.indicators_not_needed
        columns = [place for place, code in enumerate(head) if place not in places.values() and code not in unneeded]
        for line, row in enumerate(sheet[heads[-1] :], start=heads[-1] + 1):
            cells = (parser.cell(head[place], 0, row[place], (name, line, place + 1)) for place in columns)
            yield RawRow(name, line, str(row[places["zone"]]), tuple(cells))


def _joined_head(sheet: Sheet, heads: Sequence[int]) -> list[str]:
    """Names of the columns; in all rows of the head but the last a name holds for the empty ones after it."""
    if not heads or len(sheet) < heads[-1]:
        return []
    *upper, last = (sheet[head - 1] for head in heads)
    names = [_text(cell) for cell in last]
    for row in upper:
        carried = ""
        for place, cell in enumerate(row):
            carried = _text(cell) or carried
            names[place] = f"{carried} {names[place]}".strip()
    return names


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _places(sheet: str, head: Sequence[object], names: dict[str, str], notes: Notes) -> dict[str, int] | None:
    """Where the named columns stand; None (and a problem) where one is missing."""
    missing = [name for name in names.values() if name not in head]
    if missing or not head:
        notes.add(Kind.HEADER, (sheet, 1, 0), f"there is no column {missing[0]}" if missing else "the sheet is empty")
        return None
    return {role: list(head).index(name) for role, name in names.items()}


LAYOUTS = {"eurostat": _eurostat, "long": _long, "wide": _wide}


def _tsv(path: Path, profile: Profile, notes: Notes, tell: Tell) -> Rows:
    file, size = TsvFile(path, notes.problems), path.stat().st_size
    dimensions: tuple[str, ...] = ()

    def start(header: Header) -> Callable[[tuple[str, ...], int], tuple[str, ...]]:
        nonlocal dimensions
        dimensions = header.dimensions
        return lambda key, line: key

    wanted = (profile.region_dimension, profile.indicator_dimension)
    for block in file.blocks(start):
        missing = [name for name in wanted if name not in dimensions]
        if missing or file.header is None:
            notes.add(Kind.HEADER, ("", 1, 1), f"the dimension {missing[0]} is missing" if missing else "no header")
            return
        for number, key in enumerate(block.keys):
            codes = dict(zip(dimensions, key, strict=True))
            cells = _cells(codes[wanted[1]], file.header.years, block.values[number], block.status[number])
            marked = tuple(_marked(cell, int(mark)) for cell, mark in zip(cells, block.marks[number], strict=True))
            refusal = next(
                ((f"{name} not needed", codes[name]) for name, kept in profile.needed.items()
                 if name in codes and codes[name] not in kept),
                None,
            )  # fmt: skip
            yield RawRow("", int(block.lines[number]), codes[wanted[0]], marked, refusal)
        tell(file.position, size)


def _cells(code: str, years: Sequence[int], values: np.ndarray, status: np.ndarray) -> Iterator[RawCell]:
    for column, (year, value, state) in enumerate(zip(years, values.tolist(), status.tolist(), strict=True), start=2):
        yield RawCell(code, year, value, state, 0, column)


def _marked(cell: RawCell, marks: int) -> RawCell:
    return RawCell(cell.indicator, cell.year, cell.value, cell.status, marks, cell.column) if marks else cell
