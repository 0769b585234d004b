"""The official files: the project's table of changes agrees with them, and the real map is sound."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import shapely
from django.conf import settings
from openpyxl import load_workbook

from portal.registry.geometry.build import DETAILS, build_sheets, canvas_polygons
from portal.registry.loading.boundaries import region_records
from portal.registry.loading.changes import read_changes
from portal.registry.loading.countries import load_countries
from portal.registry.loading.exonyms import read_exonyms
from portal.registry.loading.histories import build_changes
from portal.registry.loading.records import RegionRecord
from portal.registry.loading.spelling import newer_names, spelled
from portal.registry.loading.store import store_regions
from portal.registry.loading.versions import VERSIONS, drawn_files, list_files, read_version, workbook_path
from portal.registry.loading.workbook import workbook_records
from portal.registry.queries import find_regions
from portal.registry.territory import ChangeRow, Conversions, Kind

pytestmark = pytest.mark.sources

NUTS_CODE = re.compile(r"\b[A-Z]{2}[0-9A-Z]{1,3}\b")


def folder(name: str) -> Path:
    return Path(settings.PORTAL_SOURCES) / name


@pytest.fixture(scope="module")
def codes() -> dict[str, frozenset[str]]:
    """Codes of levels 0 to 2 by version."""
    found = {"2024": {record.code for record in workbook_records(workbook_path())}}
    for version in VERSIONS[1:]:
        found[version.name] = {record.code for record in region_records(map(str, list_files(version.name)[:3]))}
    found["2024"] |= {code[:2] for code in found["2024"]}
    return {version: frozenset(code for code in some if len(code) < 5) for version, some in found.items()}


@pytest.fixture(scope="module")
def conversions(codes) -> Conversions:
    rows = [
        ChangeRow(change.from_version, change.to_version, change.old_code, change.new_code, change.kind)
        for change in read_changes()
    ]
    return Conversions(rows, codes)


@pytest.fixture(scope="module")
def published() -> set[str]:
    """NUTS 2 codes with persons employed of 2014 in the regional statistics."""
    with gzip.open(folder("eurostat") / "sbs_r_nuts06_r2.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t")
        year = [head.strip() for head in next(rows)].index("2014")
        regions = {row[0].split(",")[2] for row in rows if ",V16110," in row[0] and not row[year].startswith(":")}
    return {code for code in regions if len(code) == 4 and not code.endswith("ZZ")}


@pytest.fixture(scope="module")
def names(conversions) -> dict[tuple[str, str], str]:
    """Latin names of levels 0 to 2 by version and code, as they are loaded."""
    found: dict[tuple[str, str], str] = {}
    newer: dict[str, RegionRecord] = {}
    for version in (version.name for version in VERSIONS):
        records = spelled(read_version(version), version, newer_names(conversions, newer))
        newer = newer | {record.code: record for record in records if record.code not in newer}
        found |= {(version, record.code): record.name_latin for record in records if record.level < 3}
    return found


def test_names_are_properly_written_in_every_version(names):
    assert not [name for name in names.values() if name.isupper() or re.search(r"  |_| $", name)]
    written = {"FR10": "Île-de-France", "PL11": "Łódzkie", "CZ0": "Česko", "AT11": "Burgenland", "FR4": "Est"}
    assert {code: names["2013", code] for code in written} == written
    assert names["2013", "RO32"] == names["2024", "RO32"] == "București-Ilfov"


def test_names_tell_todays_regions_of_a_level_apart(names):
    today = Counter((len(code), name) for (version, code), name in names.items() if version == "2024")
    doubled = {name for (_, name), count in today.items() if count > 1 and not name.startswith("Extra-Regio")}
    assert not doubled


SPELLINGS = {
    "Bavaria": "DE2", "Bayern": "DE2", "Munchen": "DE21", "Muenchen": "DE21", "Munich": "DE21", "Köln": "DEA2",
    "Koeln": "DEA2", "Wien": "AT13", "Vienna": "AT13", "Praha": "CZ01", "Prague": "CZ01", "Île-de-France": "FR10",
    "ile de france": "FR10", "Catalunya": "ES51", "Catalonia": "ES51", "Andalusia": "ES61", "Valencia": "ES52",
    "Dublin": "IE06", "Lisboa": "PT1A", "Lisbon": "PT1A", "Warszawa": "PL91", "Krakow": "PL21", "Łódź": "PL71",
    "Vilnius": "LT01", "Αττική": "EL30", "Attiki": "EL30", "Athens": "EL30", "Αθήνα": "EL30", "София": "BG41",
    "Sofia": "BG41", "GR": "EL", "GB": "UK", "London": "UKI", "Bucureşti": "RO32", "București": "RO32",
    "Göteborg": "SE23", "Tirana": "AL02", "Belgrade": "RS11", "Skopje": "MK00", "Hedmark": "NO02",
    "de 21": "DE21", "Großbritannien": "UK", "Lyon, France": "FRK2", "Südtirol": "ITH1",
}  # fmt: skip


@pytest.mark.django_db
def test_visitors_find_their_region_in_the_spelling_they_type(conversions):
    load_countries()
    newer: dict[str, RegionRecord] = {}
    for version in VERSIONS[:2]:
        records = spelled(read_version(version.name), version.name, newer_names(conversions, newer))
        store_regions(version, records, read_exonyms())
        newer = newer | {record.code: record for record in records if record.code not in newer}
    found = {text: next((match.code for match in find_regions(text)), "nothing") for text in SPELLINGS}
    assert found == SPELLINGS


def test_the_table_is_what_the_command_writes():
    history = folder("nuts_changes") / "nuts_changes_1999_2021.csv"
    assert read_changes() == build_changes(history, workbook_path())


def test_every_code_of_the_table_stands_in_its_version(codes):
    for change in read_changes():
        assert change.old_code in codes[change.from_version], change
        assert change.new_code in codes[change.to_version], change


def test_every_code_that_vanished_has_a_successor_but_the_united_kingdoms(codes):
    changed = {(change.from_version, change.old_code) for change in read_changes()}
    for old, new in zip(sorted(codes), sorted(codes)[1:], strict=False):
        gone = {code for code in codes[old] - codes[new] if code[:2] != "UK" or new != "2024"}
        assert {code for code in gone if (old, code) not in changed} <= {"HR0", "HRZ"}, (old, new)


@pytest.mark.parametrize(
    ("name", "sheet", "old", "new"),
    [
        ("NUTS2013-NUTS2016.xlsx", "Correspondence NUTS-2", "2013", "2016"),
        ("NUTS2016-NUTS2021.xlsx", "Changes NUTS-2", "2016", "2021"),
        ("NUTS2013-NUTS2016.xlsx", "Correspondence NUTS-1", "2013", "2016"),
    ],
)
def test_the_table_agrees_with_eurostats_correspondence(name, sheet, old, new):
    book = load_workbook(folder("nuts_changes") / name)
    changes = [change for change in read_changes() if (change.from_version, change.to_version) == (old, new)]
    olds, news = ({getattr(change, side) for change in changes} for side in ("old_code", "new_code"))
    kinds = {(change.old_code, change.new_code): change.kind for change in changes}
    for old_code, new_code, _, said, *_rest in book[sheet].iter_rows(min_row=2, max_col=5, values_only=True):
        if old_code and not new_code:
            assert old_code in olds
        if new_code and not old_code and new_code != "NO0B":  # Jan Mayen and Svalbard: no region before
            assert new_code in news
        if old_code and new_code and old_code != new_code:
            expected = "boundary-shift" if "boundary" in said else "recoded"
            assert kinds[old_code, new_code] == expected


def test_eurostats_formulas_name_the_same_predecessors():
    book = load_workbook(folder("nuts_changes") / "NUTS2013-NUTS2016.xlsx")
    predecessors = defaultdict(set)
    for change in read_changes():
        if change.from_version == "2013":
            predecessors[change.new_code].add(change.old_code)
    formulas = 0
    for _, new_code, _, _, formula, *_rest in book["Correspondence NUTS-2"].iter_rows(min_row=2, values_only=True):
        if formula and "-" not in formula and "FRFR" not in formula:  # Basse-Normandie is misprinted FRFR25
            parts = set(NUTS_CODE.findall(re.sub(r"new \w+", "", formula.split("=")[1])))
            assert {code[:4] for code in parts} == predecessors[new_code], formula
            formulas += 1
    assert formulas > 30


def test_every_published_region_of_2014_converts_to_a_declared_result(published, codes, conversions):
    assert len(published) == 282
    gone = {version: len(published - codes[version]) for version in ("2016", "2021", "2024")}
    assert gone == {"2016": 37, "2021": 42, "2024": 85}
    in_2016 = Counter(conversions.to_version(code, "2013", "2016").kind for code in published - codes["2016"])
    assert in_2016[Kind.RECODED] == 30
    assert in_2016[Kind.GONE] == 0
    assert all(conversions.to_current(code, "2013").kind != Kind.GONE for code in published)


def test_recodes_of_2016_are_french_and_polish(published, conversions):
    recoded = [code for code in published if conversions.to_version(code, "2013", "2016").kind == Kind.RECODED]
    assert Counter(code[:2] for code in recoded) == {"FR": 25, "PL": 5}


@pytest.mark.parametrize(
    ("today", "old"),
    [
        ("FRK", {"FR71", "FR72"}),
        ("FRC", {"FR26", "FR43"}),
        ("FRF", {"FR21", "FR41", "FR42"}),
        ("PL7", {"PL11", "PL33"}),
    ],
)
def test_todays_unions_are_exact_sums(conversions, today, old):
    found = conversions.sources_of(today, "2013")
    assert found.is_exact
    assert set(found.parts) == old


@pytest.mark.parametrize("version", ["2013", "2021", "2024"])
def test_the_real_map_is_valid_and_shares_its_borders(version):
    records = region_records(map(str, drawn_files(version)))
    exact = canvas_polygons({record.code: record.geometry for record in records if record.level == 2})
    for sheet in build_sheets(exact, DETAILS[:2]):
        assert all(polygon.is_valid for polygon in sheet.polygons.values())
        assert shapely.coverage_is_valid(list(sheet.polygons.values()))
        assert {code for code in sheet.drawings if len(code) == 4} == set(exact)
        left, top, right, bottom = sheet.drawings["MT00"].bbox
        assert right - left > 5
        assert bottom - top > 5
