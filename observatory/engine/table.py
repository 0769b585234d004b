"""The table to be analysed: one row a region and group, checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from observatory.engine.faults import Faults, refuse
from observatory.engine.reading import Shape, Sheet, codes, numbers, read_sheet, years

REQUIRED = ("region", "group", "employment")
OPTIONAL = ("establishments", "wages", "year", "flag", "country", "family")
SHAPE = Shape(REQUIRED, OPTIONAL, ("employment", "establishments", "wages"))
CONFIDENTIAL = "c"
Named = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length; NaN where no figure is published, `year` 0 where the table has no years.

    A row whose flag holds the letter c is confidential: it has no figure, whatever stands in its other fields.
    `country` and `family` may be empty: the country of a region, and the wider family of a group (its section).
    """

    file: str
    region: list[str]
    group: list[str]
    year: list[int]
    employment: list[float]
    establishments: list[float]
    wages: list[float]
    flag: list[str]
    country: list[str]
    family: list[str]

    def __len__(self) -> int:
        return len(self.region)

    @property
    def confidential(self) -> list[bool]:
        return [CONFIDENTIAL in flag.lower() for flag in self.flag]


def read_table(file: str, content: bytes) -> Table:
    """Raises TableRefused with every faulty row."""
    faults = Faults(file)
    sheet = read_sheet(file, content, SHAPE, faults)
    if not sheet.columns:
        refuse(faults)
    table = Table(
        file=file,
        region=codes(sheet, "region", faults),
        group=codes(sheet, "group", faults),
        year=years(sheet, faults),
        employment=numbers(sheet, "employment", faults),
        establishments=numbers(sheet, "establishments", faults),
        wages=numbers(sheet, "wages", faults),
        flag=_flags(sheet, faults),
        country=sheet.text("country"),
        family=sheet.text("family"),
    )
    if not len(sheet) and not faults:
        faults.add(0, "there is no row under the head")
    _no_key_twice(table, sheet.lines, faults)
    _one_owner(("region", table.region), ("country", table.country), sheet.lines, faults)
    _one_owner(("group", table.group), ("family", table.family), sheet.lines, faults)
    refuse(faults)
    return table


def _flags(sheet: Sheet, faults: Faults) -> list[str]:
    """Flags are letters, as statistical offices set them."""
    flags = sheet.text("flag")
    for flag, line in zip(flags, sheet.lines, strict=True):
        if flag and not flag.replace(" ", "").isalpha():
            faults.add(line, f"flag: “{flag[:40]}” is no letter (c is confidential)")
    return flags


def _no_key_twice(table: Table, lines: Sequence[int], faults: Faults) -> None:
    keys: Iterable[tuple[str, str, int]] = zip(table.region, table.group, table.year, strict=True)
    first: dict[tuple[str, str, int], int] = {}
    for key, line in zip(keys, lines, strict=True):
        if not key[0] or not key[1]:
            continue
        if key in first:
            region, group, year = key
            of_year = f" in {year}" if year else ""
            faults.add(line, f"region {region} and group {group}{of_year} stand on line {first[key]} already")
        first.setdefault(key, line)


def _one_owner(member_column: Named, owner_column: Named, lines: Sequence[int], faults: Faults) -> None:
    """A region lies in one country, a group belongs to one family: in all its rows."""
    (what, members), (owner, owners) = member_column, owner_column
    if not any(owners):
        return
    first: dict[str, str] = {}
    for member, its, line in zip(members, owners, lines, strict=True):
        if not its:
            faults.add(line, f"{owner} is missing, other rows have one")
        elif first.setdefault(member, its) != its:
            faults.add(line, f"{what} {member} has the {owner} {its} here, {first[member]} before")
