"""A small Europe whose regions changed between NUTS versions, and workbooks about it, made up.

Since NUTS 2013: DE21 is unchanged, FR71 was recoded to FRK2, DE41 and DE42 were merged into DE40, HU10 was split into
HU11 and HU12. DE4 holds a region beside them (unlike the real one), AT1 has three NUTS 2 regions.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from portal.registry.models import Country
from tests.observatory.loading.world import tsv, write
from tests.registry.factories import CountryFactory, IndustryFactory, RegionChangeFactory, RegionFactory

COMMON = (
    "DE", "DE2", "DE21", "DE22", "DE4", "DE49", "FR", "HU", "HU1", "AT", "AT1", "AT11", "AT12", "AT13", "AT2", "AT21",
    "NO", "NO0", "NO02",
)  # fmt: skip
OLD = (*COMMON, "FR7", "FR71", "DE41", "DE42", "HU10")
NEW = (*COMMON, "FRK", "FRK2", "DE40", "HU11", "HU12")
CHANGES = (
    ("FR71", "FRK2", "recoded"),
    ("FR7", "FRK", "recoded"),
    ("DE41", "DE40", "merged"),
    ("DE42", "DE40", "merged"),
    ("HU10", "HU11", "split"),
    ("HU10", "HU12", "split"),
)
RIS_HEAD = ("Indicator", "Year", "Zone", "Country", "CountryName", "Region", "RegionName", "Level", "Value",
            "performance group")  # fmt: skip
INDEX = "0 Summary Innovation Index"
PATENTS = "3.3.1 PCT patent applications (Regional)"
GDP_FILE = "GDP_nama_10r_3gdp.xlsx"


def build_europe() -> None:
    CountryFactory(code="NO", membership=Country.Membership.EFTA)
    for version in ("2013", "2016", "2021", "2024"):
        for code in OLD if version == "2013" else NEW:
            RegionFactory(code=code, version=version)
    for old, new, kind in CHANGES:
        RegionChangeFactory(old_code=old, new_code=new, kind=kind)
    for code in ("C", "C29"):
        IndustryFactory(code=code)


def business(folder: Path, regions: Sequence[str] = OLD) -> Path:
    """The regional statistics, which a release cannot do without: 10 persons employed in each region."""
    return write(folder, tsv({f"C29,V16110,{code}": ["10 "] for code in regions}, years=(2014,)))


def scoreboard(folder: Path, rows: Sequence[tuple[object, ...]], name: str = "RIS_2023.xlsx") -> Path:
    """Rows of indicator, year, zone, value and group as the scoreboard lays them out."""
    full = [
        (indicator, year, "EU", str(zone)[:2], "", zone, f"Name of {zone}", 1, value, group)
        for indicator, year, zone, value, group in rows
    ]
    return _save(folder / name, {"RIS": [RIS_HEAD, *full]})


def competitiveness(folder: Path, zones: Mapping[str, Mapping[str, object]], heads: Sequence[str]) -> Path:
    """Indicators `heads` by zone, and output per head of 2020, as the index lays them out."""
    raw = [("NUTS", "Region name", *heads)]
    raw += [(zone, f"Name of {zone}", *(found.get(head, "NA") for head in heads)) for zone, found in zones.items()]
    output = [
        ("", "", "indicator", "GDP per capita"),
        ("", "", "description", "EU27=100"),
        ("", "", "source", "JRC"),
        ("NUTS", "Region name", "reference year", 2020),
        *((zone, f"Name of {zone}", zone, found.get("output", "NA")) for zone, found in zones.items()),
    ]
    return _save(folder / "RCI_2022.xlsx", {"RCI_2022_raw_data": raw, "RCI_2022_population_GDP": output})


def output(folder: Path, figures: Mapping[str, object], flags: Mapping[str, str] | None = None, unit: str = "") -> Path:
    """Gross domestic product of 2014 by region as Eurostat's export lays it out; the other units are empty."""
    sheets: dict[str, list[Sequence[object]]] = {}
    units = ("Million euro", "Euro per inhabitant", "Million purchasing power standards (PPS)",
             "Purchasing power standard (PPS) per inhabitant")  # fmt: skip
    for number, name in enumerate(units):
        suffix = str(number + 1) if number else ""
        above: list[Sequence[object]] = [
            ("Gross domestic product",),
            (),
            ("UNIT", name),
            (),
            ("GEO/TIME", "2013", "2014"),
        ]
        rows = figures if name == (unit or units[0]) else {}
        sheets[f"Data{suffix}"] = [*above, *((code, ":", value) for code, value in rows.items())]
        sheets[f"Flags and Footnotes{suffix}"] = [*above, *((code, "", flag) for code, flag in (flags or {}).items())]
    return _save(folder / GDP_FILE, sheets)


def _save(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
