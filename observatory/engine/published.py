"""Published totals of regions, of groups, and of everything, in files beside the table."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.engine.faults import Faults, refuse
from observatory.engine.reading import NUMBER, Shape, codes, numbers, read_sheet, years

Totals = Mapping[tuple[str, int], float]
GRAND = ""


@dataclass(frozen=True, slots=True)
class Published:
    """Totals by code and year (0 where the table has no years), None where no file was given.

    The grand total has the code "".
    """

    regions: Totals | None = None
    groups: Totals | None = None
    grand: Totals | None = None


def read_totals(file: str, content: bytes, column: str, table_years: frozenset[int]) -> Totals:
    """A file with the columns `column` (region or group), employment and, if the table has one, year.

    Raises TableRefused with every faulty row.
    """
    return _read(file, content, (column,), table_years)


def read_grand_total(given: str, content: bytes | None, table_years: frozenset[int]) -> Totals:
    """One number, or the content of a file with the columns year and employment. Raises TableRefused."""
    if content is not None:
        return _read(given, content, (), table_years)
    faults = Faults("grand total")
    if not NUMBER.fullmatch(given) or not float(given) > 0:
        faults.add(0, f"“{given[:40]}” is neither a number above zero nor a file")
    elif len(table_years) > 1:
        faults.add(0, "the table has several years: give a file with the columns year, employment")
    refuse(faults)
    return {(GRAND, year): float(given) for year in table_years}


def _read(file: str, content: bytes, key: tuple[str, ...], table_years: frozenset[int]) -> Totals:
    faults = Faults(file)
    has_years = table_years != {0}
    required = (*key, "employment", *(("year",) if has_years else ()))
    shape = Shape(required, (), ("employment",))
    sheet = read_sheet(file, content, shape, faults)
    if not sheet.columns:
        refuse(faults)
    names = codes(sheet, key[0], faults) if key else [GRAND] * len(sheet)
    found: dict[tuple[str, int], float] = {}
    rows = zip(names, years(sheet, faults), numbers(sheet, "employment", faults), sheet.lines, strict=True)
    for name, year, value, line in rows:
        if (name, year) in found and (name or not key):
            faults.add(line, f"{name or 'the year'}{f' in {year}' if year else ''} stands there twice")
        found[name, year] = value
    if not faults and not table_years & {year for _, year in found}:
        faults.add(0, "no row is of a year that the table has")
    refuse(faults)
    return found


def spread(totals: Totals, names: tuple[str, ...], years: tuple[int, ...]) -> NDArray[np.float64]:
    """(Y, N): NaN where the file has no total."""
    return np.array([[totals.get((name, year), np.nan) for name in names] for year in years], dtype=float)
