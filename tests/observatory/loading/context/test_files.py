"""Each source of context in its own layout, zones and years."""

from pathlib import Path

import pytest

from observatory.loading.problems import Kind, LoadRefused
from observatory.loading.release import NothingToLoad, load_files
from observatory.models import ContextFigure, Release, Status
from tests.observatory.loading.context.world import (
    INDEX,
    PATENTS,
    build_europe,
    business,
    competitiveness,
    output,
    scoreboard,
)
from tests.observatory.loading.world import tsv, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _europe() -> None:
    build_europe()


def load(folder: Path, *files: Path, allow_unknown: bool = False) -> Release:
    return load_files(files=[business(folder), *files], allow_unknown=allow_unknown).release


def figure(indicator: int, region: str, year: int) -> ContextFigure:
    return ContextFigure.objects.get(indicator=indicator, region__code=region, year=year)


def test_a_scoreboard_is_read_one_figure_a_row(tmp_path: Path) -> None:
    load(
        tmp_path,
        scoreboard(tmp_path, [(INDEX, 2022, "DE21", 165.82, "Leader"), (INDEX, 2023, "DE21", 164.29, "Leader")]),
    )
    found = figure(20, "DE21", 2023)
    assert (found.value, found.zone, found.zone_name, found.region.version) == (164.29, "DE21", "Oberbayern", "2021")
    assert (found.is_part, found.dataset) == (False, "ris_2023")


def test_the_group_of_the_latest_edition_is_a_figure_in_words(tmp_path: Path) -> None:
    load(tmp_path, scoreboard(tmp_path, [(INDEX, 2022, "DE21", 90, "Leader"), (INDEX, 2023, "DE21", 91, "Leader")]))
    (group,) = ContextFigure.objects.filter(indicator=21)
    assert (group.year, group.value, group.label) == (2023, 4.0, "Innovation leader")


def test_a_zero_of_the_scoreboard_is_not_shown_as_a_figure(tmp_path: Path) -> None:
    load(tmp_path, scoreboard(tmp_path, [(PATENTS, 2023, "DE21", 0, "Leader")]))
    found = figure(22, "DE21", 2023)
    assert (found.value, found.status, found.rank) == (None, Status.NOT_AVAILABLE, None)


def test_regions_of_a_larger_zone_show_its_figure_as_the_zones(tmp_path: Path) -> None:
    load(tmp_path, scoreboard(tmp_path, [(INDEX, 2023, "AT1", 136.31, "Leader")]))
    rows = ContextFigure.objects.filter(indicator=20).order_by("region__code")
    assert [(row.region.code, row.is_part) for row in rows] == [
        ("AT1", False), ("AT11", True), ("AT12", True), ("AT13", True),
    ]  # fmt: skip
    assert {(row.zone, row.value) for row in rows} == {("AT1", 136.31)}


def test_a_merged_capital_is_a_zone_of_its_regions(tmp_path: Path) -> None:
    zones = {"AT_C": {"Labour productivity": 120.2, "output": 126.8}, "AT11": {"Labour productivity": 80.5}}
    load(tmp_path, competitiveness(tmp_path, zones, ["Labour productivity"]))
    rows = ContextFigure.objects.filter(indicator=50).order_by("region__code")
    assert [(row.region.code, row.value, row.is_part) for row in rows] == [
        ("AT11", 80.5, False), ("AT12", 120.2, True), ("AT13", 120.2, True),
    ]  # fmt: skip
    assert figure(11, "AT13", 2020).zone_name == "Vienna and its commuting zone"


def test_an_indicator_of_the_index_keeps_its_own_years(tmp_path: Path) -> None:
    zones = {"DE21": {"Labour productivity": 151.5, "Lifelong learning": 8.2}}
    load(tmp_path, competitiveness(tmp_path, zones, ["Labour productivity", "Lifelong learning"]))
    assert (figure(50, "DE21", 2019).period, figure(57, "DE21", 2021).period) == ("", "2019–2021")


def test_what_the_index_does_not_have_is_not_available(tmp_path: Path) -> None:
    load(tmp_path, competitiveness(tmp_path, {"DE21": {}}, ["Labour productivity"]))
    assert (figure(50, "DE21", 2019).value, figure(50, "DE21", 2019).status) == (None, Status.NOT_AVAILABLE)


def test_eurostats_export_gives_figure_flag_and_the_eu(tmp_path: Path) -> None:
    load(tmp_path, output(tmp_path, {"EU28": 14_000_000, "DE21": 232_269, "HU10": 50_000}, {"HU10": "e"}))
    assert (figure(8, "DE21", 2014).value, figure(8, "DE21", 2014).region.version) == (232_269.0, "2013")
    assert figure(8, "HU10", 2014).status == Status.ESTIMATED
    of_eu = ContextFigure.objects.get(region=None)
    assert (of_eu.zone_name, of_eu.value) == ("EU-28", 14_000_000.0)
    assert not ContextFigure.objects.filter(year=2013).exists()


def test_the_same_in_tsv_gives_the_same_figures(tmp_path: Path) -> None:
    rows = {"A,MIO_EUR,DE21": ["5 p"], "A,EUR_HAB,DE21": ["51700 "], "A,MIO_NAC,DE21": ["1 "], "Q,MIO_EUR,DE21": ["9 "]}
    release = load(tmp_path, write(tmp_path, tsv(rows, years=(2014,), head="freq,unit,geo"), "nama_10r_3gdp.tsv"))
    assert (figure(8, "DE21", 2014).value, figure(8, "DE21", 2014).status) == (5.0, Status.PROVISIONAL)
    assert figure(9, "DE21", 2014).value == 51_700.0
    (source,) = (one for one in release.sources if one["dataset"] == "nama_10r_3gdp")
    reasons = {row["reason"]: row["rows"] for row in source["dropped"]}
    assert reasons == {"indicator not needed": 1, "freq not needed": 1}


def test_every_row_is_loaded_empty_or_dropped_with_a_reason(tmp_path: Path) -> None:
    rows = [
        (INDEX, 2023, "DE21", 1, "Leader"),
        (INDEX, 2023, "AT1", "", ""),
        ("1.3.1 Broadband penetration", 2023, "DE21", 1, "Leader"),
    ]
    release = load(tmp_path, scoreboard(tmp_path, rows))
    (source,) = (one for one in release.sources if one["dataset"] == "ris_2023")
    assert (source["rows"], source["rows_loaded"], source["rows_empty"]) == (3, 1, 1)
    assert source["dropped"] == [
        {"reason": "indicator not needed", "rows": 1, "codes": ["1.3.1 Broadband penetration"]}
    ]


BAD_ROWS = [
    ([(INDEX, 2023, "XX99", 1, "")], Kind.UNKNOWN_REGION, 2, 1),
    ([("9.9 Weather", 2023, "DE21", 1, "")], Kind.UNKNOWN_INDICATOR, 2, 1),
    ([(INDEX, 2023, "DE21", "many", "")], Kind.NOT_A_NUMBER, 2, 9),
    ([(INDEX, "soon", "DE21", 1, "")], Kind.NOT_A_NUMBER, 2, 2),
    ([(INDEX, 2023, "DE21", -1, "")], Kind.NEGATIVE, 2, 9),
    ([(INDEX, 2023, "DE21", 1, "Winner")], Kind.NOT_A_NUMBER, 2, 9),
    ([(INDEX, 2023, "DE21", 1, ""), (INDEX, 2023, "DE21", 2, "")], Kind.DUPLICATE_KEY, 3, 9),
]


@pytest.mark.parametrize(("rows", "kind", "line", "column"), BAD_ROWS)
def test_a_problem_stops_the_load_with_sheet_line_and_column(
    tmp_path: Path, rows: list[tuple[object, ...]], kind: Kind, line: int, column: int
) -> None:
    with pytest.raises(LoadRefused) as refused:
        load(tmp_path, scoreboard(tmp_path, rows))
    (problem,) = refused.value.problems.listed
    assert (problem.kind, problem.file, problem.line, problem.column) == (
        kind,
        "RIS_2023.xlsx, sheet RIS",
        line,
        column,
    )
    assert not Release.objects.exists()


def test_a_figure_that_two_files_bring_is_a_problem(tmp_path: Path) -> None:
    second = write(tmp_path, tsv({"MIO_EUR,DE21": ["5 "]}, years=(2014,), head="unit,geo"), "nama_10r_3gdp.tsv")
    with pytest.raises(LoadRefused, match="duplicate key"):
        load(tmp_path, output(tmp_path, {"DE21": 4}), second)


def test_a_spreadsheet_that_is_none_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "RIS_2023.xlsx"
    path.write_bytes(b"no spreadsheet")
    with pytest.raises(LoadRefused, match="cannot be read"):
        load(tmp_path, path, allow_unknown=True)


@pytest.mark.parametrize("name", ["RCI_2022.xlsx", "GDP_nama_10r_3gdp.xlsx"])
def test_a_workbook_without_its_sheets_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoadRefused, match="there is no sheet"):
        load(tmp_path, scoreboard(tmp_path, [], name=name), allow_unknown=True)


def test_context_alone_makes_no_release(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoad):
        load_files(files=[scoreboard(tmp_path, [(INDEX, 2023, "DE21", 1, "")])])


def test_the_same_input_again_does_nothing(tmp_path: Path) -> None:
    files = [business(tmp_path), scoreboard(tmp_path, [(INDEX, 2023, "DE21", 1, "")])]
    first, second = load_files(files=files), load_files(files=files)
    assert (second.release, second.is_new) == (first.release, False)
    assert ContextFigure.objects.count() == 1


def test_the_years_of_a_release_are_those_of_the_business_statistics(tmp_path: Path) -> None:
    release = load(tmp_path, scoreboard(tmp_path, [(INDEX, 2023, "DE21", 1, "")]))
    assert release.years == [2014]
    assert [one["dataset"] for one in release.sources if one["is_context"]] == ["ris_2023"]
