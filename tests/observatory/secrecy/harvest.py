"""What our downloads print, as an attacker reads it: figures, sums with known members, quotients of known parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.observatory.secrecy.source import Source, all_sections
from tests.observatory.secrecy.subtraction import MEASURES, PERSONS, Equation, Term, figure

Row = Mapping[str, str]
QUOTIENTS = ("location_quotient", "size", "focus", "growth", "relative_wage", "wage_per_person_eur", "persons_per_unit")
RANKS = ("size_rank", "focus_rank", "lq_rank", "wage_rank")
SHARE = "share_"


@dataclass
class Harvest:
    """`printed` are terms whose own number stands somewhere; `betrayed` cells without a figure but with a quotient."""

    source: Source
    equations: list[Equation] = field(default_factory=list)
    printed: set[Term] = field(default_factory=set)
    betrayed: set[Term] = field(default_factory=set)
    heads: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def columns(self) -> set[str]:
        return {column for head in self.heads for column in head}

    def read(self, rows: Iterable[Row], place: str = "") -> None:
        """Rows of any download; `place` is the region of a file that does not name it in every row."""
        for row in rows:
            self.heads.add(tuple(row))
            for equation in _equations(row, self.source, place):
                self._add(equation)
            self.betrayed |= set(_betrayed(row, self.source, place))

    def _add(self, equation: Equation) -> None:
        self.equations.append(equation)
        if len(equation.terms) == 1:
            self.printed.add(equation.terms[0][0])


def number(row: Row, column: str) -> float | None:
    text = str(row.get(column) if row.get(column) is not None else "")
    return float(text) if text else None


def _equations(row: Row, source: Source, place: str) -> Iterator[Equation]:
    """One reader for every kind of row; columns tell which it is."""
    if "indicator" in row and "industry" in row:
        yield from _observation(row, source)
    elif "subject" in row:
        yield from _compared(row, source)
    elif "members" in row:
        yield from _custom(row, source)
    elif "part" in row:
        yield from _change(row, source)
    elif any(column.startswith(SHARE) for column in row):
        yield from _shares(row, source)
    elif "estimated_share" in row:
        yield from _total(row, source)
    elif "countries" in row and "group" in row:
        yield from _area(row, source)
    elif "OBS_VALUE" in row:
        yield from _sdmx(row, source)
    elif region_of(row, place) and "group" in row:
        yield from _cell(row, source, region_of(row, place))


def region_of(row: Row, place: str) -> str:
    """Sums over former regions go by today's code with its version: no territory of the year."""
    is_union = row.get("is_union") == "true" or row.get("nuts_version", "") > "2013"
    code = row.get("region") or row.get("country") or place
    return f"{code}@today" if is_union and code else code


def group_of(row: Row) -> str:
    return f"{row.get('scheme') or 'nace'}/{row['group']}"


def is_now(row: Row, source: Source) -> bool:
    return int(row.get("year") or source.year) == source.year


def _cell(row: Row, source: Source, region: str) -> Iterator[Equation]:
    """A sum that is "at least" holds published members only and says nothing of the others."""
    if not is_now(row, source) or "partial" in str(row.get("marks") or "") or row.get("related_groups"):
        return
    year = source.year
    for measure in MEASURES:
        value = number(row, measure)
        if value is not None:
            yield figure(source.term(measure, region, group_of(row), year), value)
    before = number(row, "persons_employed_since")
    if before is not None:
        yield figure(source.term(PERSONS, region, group_of(row), int(row["since"])), before)


def _betrayed(row: Row, source: Source, place: str) -> Iterator[Term]:
    """A quotient, a share, a rank or another measure beside a missing figure gives it back."""
    region = region_of(row, place)
    if not region or "group" not in row or "persons_employed" not in row or not is_now(row, source):
        return
    others = (*QUOTIENTS, *RANKS, "local_units", "wages_meur", "stars")
    if number(row, "persons_employed") is None and any(row.get(column) not in (None, "") for column in others):
        yield source.term(PERSONS, region, group_of(row))


def _observation(row: Row, source: Source) -> Iterator[Equation]:
    """Growth since the year before and shares in manufacturing are quotients of two cells."""
    value, year = number(row, "value"), int(row["year"])
    if value is None or not {year, year - 1, year + 1} & {source.year}:
        return
    cell = source.term(PERSONS, row["region"], row["industry"], year)
    if row["indicator"] in MEASURES:
        yield figure((row["indicator"], *cell[1:]), value)
    elif row["indicator"] == "employment_growth_published":
        yield Equation(((cell, 1.0), ((*cell[:3], year - 1), -(1 + value / 100))))
    elif row["indicator"] == "manufacturing_share_published":
        yield Equation(((cell, 1.0), ((PERSONS, cell[1], "C", year), -value / 100)))


def _compared(row: Row, source: Source) -> Iterator[Equation]:
    value = number(row, "value")
    if row.get("indicator") not in (None, PERSONS) or value is None or row["kind"] == "group":
        return
    region, _, group = row["subject"].partition("/")
    is_year = str(row["year"]) == str(source.year)
    if group and is_year:
        yield figure(source.term(PERSONS, region, group), value)


def _custom(row: Row, source: Source) -> Iterator[Equation]:
    if "group" not in row or "partial" in str(row.get("marks") or ""):
        return
    for measure in MEASURES:
        value = number(row, measure)
        if value is not None:
            members = [source.term(measure, code, group_of(row)) for code in row["members"].split()]
            yield Equation(tuple((term, 1.0) for term in members), value)
            for region, inside in source.inside():
                if sorted(term[1] for term in members) == inside:
                    yield figure(source.term(measure, region, group_of(row)), value)


def _change(row: Row, source: Source) -> Iterator[Equation]:
    if row["part"] != "section":
        return
    for column, year in (("persons_employed_since", row["since"]), ("persons_employed", row["year"])):
        value = number(row, column)
        if value is not None:
            yield figure(source.term(PERSONS, row["region"], row["section"], int(year)), value)


def _shares(row: Row, source: Source) -> Iterator[Equation]:
    """A share is a quotient of the region's total, which stands in the same row."""
    for column in (one for one in row if one.startswith(SHARE)):
        value = number(row, column)
        if value is not None:
            total = source.term(PERSONS, row["region"], "*")
            yield Equation(((source.term(PERSONS, row["region"], column.removeprefix(SHARE)), 1.0), (total, -value)))


def _total(row: Row, source: Source) -> Iterator[Equation]:
    value = number(row, "persons_employed")
    if value is None or not is_now(row, source) or "groups_published" not in row:
        return
    region = region_of(row, "")
    yield figure(source.term(PERSONS, region, "*"), value)
    if number(row, "estimated_share") == 0 and row.get("is_national") != "true":
        yield all_sections(source, region)


def _area(row: Row, source: Source) -> Iterator[Equation]:
    value = number(row, "persons_employed")
    if value is not None and is_now(row, source):
        terms = [source.term(PERSONS, code, group_of(row)) for code in row["countries"].split()]
        yield Equation(tuple((term, 1.0) for term in terms), value)


def _sdmx(row: Row, source: Source) -> Iterator[Equation]:
    measure = {"PERSONS_EMPLOYED": PERSONS, "LOCAL_UNITS": MEASURES[1], "WAGES": MEASURES[2]}.get(row["MEASURE"])
    value = number(row, "OBS_VALUE")
    if measure and value is not None and int(row["TIME_PERIOD"]) == source.year:
        yield figure(source.term(measure, row["REF_AREA"], f"{row['scheme']}/{row['ACTIVITY']}"), value)
