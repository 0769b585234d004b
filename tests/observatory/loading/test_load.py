from pathlib import Path

import pytest

from observatory.loading.problems import Kind, LoadRefused
from observatory.loading.release import NothingToLoad, load_files
from observatory.models import CurrentRelease, Mark, Observation, Release, Status
from tests.observatory.factories import CurrentReleaseFactory
from tests.observatory.loading.world import build_registry, tsv, write
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registry() -> None:
    build_registry()


def cell(indicator: int, region: str, industry: str, year: int) -> tuple[float | None, int, int]:
    found = Observation.objects.get(indicator=indicator, region__code=region, industry_id=industry, year=year)
    return found.value, found.status, found.marks


def test_cells_are_stored_with_value_status_and_marks(tmp_path: Path) -> None:
    rows = {
        "C,V16110,DE11": ["100 ", "90 bp", ": c"],
        "C29,V13320,DE21": ["1.5 ", "0 ", ": "],
        "C29,V91290,DE21": ["-3.4 ", "0 c", ": u"],
    }
    loaded = load_files(files=[write(tmp_path, tsv(rows))])
    assert loaded.release.state == Release.State.LOADED
    assert Observation.objects.count() == 8
    assert cell(1, "DE11", "C", 2015) == (100.0, Status.FINAL, 0)
    assert cell(1, "DE11", "C", 2014) == (90.0, Status.PROVISIONAL, Mark.BREAK)
    assert cell(1, "DE11", "C", 2013) == (None, Status.CONFIDENTIAL, 0)
    assert cell(3, "DE21", "C29", 2014) == (0.0, Status.FINAL, 0)
    assert cell(4, "DE21", "C29", 2015) == (-3.4, Status.FINAL, 0)
    assert cell(4, "DE21", "C29", 2014) == (None, Status.CONFIDENTIAL, 0)
    assert cell(4, "DE21", "C29", 2013) == (None, Status.LOW_RELIABILITY, 0)


def test_a_region_is_that_of_the_years_version(tmp_path: Path) -> None:
    load_files(files=[write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "3 "]}, years=(2014, 2011, 2009)))])
    found = dict(Observation.objects.values_list("year", "region__version"))
    assert found == {2014: "2013", 2011: "2010", 2009: "2006"}


def test_a_code_of_the_version_after_is_understood(tmp_path: Path) -> None:
    """2010 holds Finland's codes of NUTS 2010 beside those of NUTS 2006."""
    for code, version in (("FI18", "2006"), ("FI1B", "2010")):
        RegionFactory(code=code, version=version)
    rows = {"C,V16110,FI18": ["5 "], "C,V16110,FI1B": ["6 "]}
    load_files(files=[write(tmp_path, tsv(rows, years=(2010,)))])
    found = dict(Observation.objects.values_list("region__code", "region__version"))
    assert found == {"FI18": "2006", "FI1B": "2010"}


def test_every_row_is_loaded_empty_or_dropped_with_a_reason(tmp_path: Path) -> None:
    rows = {
        "C,V16110,DE11": ["1 ", ": ", ": "],
        "C,V16110,DE21": [": ", ": ", ": "],
        "C,V16110,DEZ": ["1 ", ": ", ": "],
        "C,V16110,DEZZ": ["1 ", ": ", ": "],
    }
    (source,) = load_files(files=[write(tmp_path, tsv(rows))]).release.sources
    assert (source["rows"], source["rows_loaded"], source["rows_empty"]) == (4, 1, 1)
    assert source["dropped"] == [{"reason": "extra-regio territory", "rows": 2, "codes": ["DEZ", "DEZZ"]}]


def test_rows_that_are_not_needed_are_counted_by_reason(tmp_path: Path) -> None:
    rows = {
        "THS,TOTAL,Y_GE15,DE": ["1 ", "2 ", "3 "],
        "THS,TOTAL,Y15-24,DE": ["1 ", "2 ", "3 "],
        "THS,C,Y_GE15,DE": ["1 ", "2 ", "3 "],
        "THS,TOTAL,Y_GE15,DE1": ["1 ", "2 ", "3 "],
        "THS,TOTAL,Y_GE15,EU28": ["1 ", "2 ", "3 "],
    }
    path = write(tmp_path, tsv(rows, head="unit,nace_r2,age,geo"), "lfst_r_lfe2en2.tsv")
    (source,) = load_files(files=[path]).release.sources
    reasons = {row["reason"]: (row["rows"], row["codes"]) for row in source["dropped"]}
    assert source["rows_loaded"] == 1
    assert reasons == {
        "age not needed": (1, ["Y15-24"]),
        "industry not needed": (1, ["C"]),
        "level not needed": (1, ["DE1"]),
        "region not needed": (1, ["EU28"]),
    }


BAD_ROWS = [
    ({"C,V16110,XX11": ["1 ", "2 ", "3 "]}, Kind.UNKNOWN_REGION, 2, 1),
    ({"C99,V16110,DE11": ["1 ", "2 ", "3 "]}, Kind.UNKNOWN_INDUSTRY, 2, 1),
    ({"C,V99999,DE11": ["1 ", "2 ", "3 "]}, Kind.UNKNOWN_INDICATOR, 2, 1),
    ({"C,V16110,DE11": ["1 ", "x ", "3 "]}, Kind.NOT_A_NUMBER, 2, 3),
    ({"C,V16110,DE11": ["1 ", "2 ", "-3 "]}, Kind.NEGATIVE, 2, 4),
    ({"C,V16110,DE11": ["1 ", "2 "]}, Kind.WRONG_WIDTH, 2, 0),
    ({"C,V16110,DE11": ["1 ", ": ", ": "], "C,V16110,DE11 ": ["1 ", ": ", ": "]}, Kind.DUPLICATE_KEY, 3, 2),
]


@pytest.mark.parametrize(("rows", "kind", "line", "column"), BAD_ROWS)
def test_a_problem_stops_the_load_with_file_line_and_column(
    tmp_path: Path, rows: dict[str, list[str]], kind: Kind, line: int, column: int
) -> None:
    with pytest.raises(LoadRefused) as refused:
        load_files(files=[write(tmp_path, tsv(rows))])
    (problem,) = refused.value.problems.listed
    assert (problem.kind, problem.file, problem.line, problem.column) == (kind, "sbs_r_nuts06_r2.tsv.gz", line, column)
    assert str(problem) in str(refused.value)
    assert not Release.objects.exists()


@pytest.mark.parametrize(("rows", "kind", "line", "column"), BAD_ROWS)
def test_allow_unknown_drops_and_lists_what_is_wrong(
    tmp_path: Path, rows: dict[str, list[str]], kind: Kind, line: int, column: int
) -> None:
    good = {"C29,V16110,DE21": ["7 ", "8 ", "9 "]}
    loaded = load_files(files=[write(tmp_path, tsv(rows | good))], allow_unknown=True)
    assert loaded.release.report["problem_counts"] == {str(kind): 1}
    assert loaded.release.report["problems"][0].startswith(f"sbs_r_nuts06_r2.tsv.gz, line {line}")
    assert cell(1, "DE21", "C29", 2015) == (7.0, Status.FINAL, 0)
    (source,) = loaded.release.sources
    assert source["rows"] == source["rows_loaded"] + source["rows_empty"] + sum(r["rows"] for r in source["dropped"])


def test_all_problems_of_all_files_are_collected(tmp_path: Path) -> None:
    first = write(tmp_path, tsv({"C,V16110,XX11": ["1 ", "2 ", "3 "], "C98,V16110,DE": ["1 ", "x", "-3 "]}))
    second = write(tmp_path, tsv({"C,V16110,YY": ["1 ", "2 ", "3 "]}), "sbs_na_sca_r2.tsv")
    with pytest.raises(LoadRefused) as refused:
        load_files(files=[first, second])
    found = [(problem.file, problem.line) for problem in refused.value.problems.listed]
    assert found == [(first.name, 2), (first.name, 3), (second.name, 2)]


def test_a_damaged_file_is_refused_even_when_unknowns_are_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, tsv({f"C,V16110,DE{n}": ["1 ", "2 ", "3 "] for n in range(99)}))
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(LoadRefused, match="file ends early"):
        load_files(files=[path], allow_unknown=True)


def test_a_file_without_its_dimension_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, tsv({"C,DE": ["1 ", "2 ", "3 "]}, head="nace_r2,geo"))
    with pytest.raises(LoadRefused, match="indic_sb"):
        load_files(files=[path])


def test_a_figure_of_a_region_that_its_year_does_not_know_is_a_problem(tmp_path: Path) -> None:
    RegionFactory(code="DE11", version="2016")
    RegionFactory(code="FR1", version="2016")
    with pytest.raises(LoadRefused, match=r"column 3: unknown region: FR1,C,V16110 = 2"):
        load_files(files=[write(tmp_path, tsv({"C,V16110,FR1": [": ", "2 "]}, years=(2018, 2009)))])


def test_a_known_error_of_the_source_is_dropped_with_its_reason(tmp_path: Path) -> None:
    build_registry(("NO", "NO0", "NO06"), ("2013",))
    from tests.registry.factories import IndustryFactory

    IndustryFactory(code="B06")
    rows = {"B06,V13320,NO06": ["1 ", "-8.3 ", "3 "]}
    (source,) = load_files(files=[write(tmp_path, tsv(rows))]).release.sources
    assert [(reason[:25], count) for reason, count in source["dropped_cells"].items()] == [
        ("known error of the source", 1)
    ]
    assert sorted(Observation.objects.values_list("year", flat=True)) == [2013, 2015]


def test_the_same_input_again_does_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "3 "]}))
    first, second = load_files(files=[path]), load_files(files=[path])
    assert (second.release, second.is_new) == (first.release, False)
    assert Release.objects.count() == 1


def test_another_input_makes_another_release_and_leaves_the_published_one(tmp_path: Path) -> None:
    published = CurrentReleaseFactory().release
    first = load_files(files=[write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "3 "]}))]).release
    second = load_files(files=[write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "4 "]}))]).release
    assert first.code.rpartition("-")[2] != second.code.rpartition("-")[2]
    assert CurrentRelease.objects.get().release == published
    assert Observation.objects.filter(release=first, value=3.0).exists()


def test_left_overs_of_a_dead_load_are_cleaned_up(tmp_path: Path) -> None:
    path = write(tmp_path, tsv({"C,V16110,DE11": ["1 ", "2 ", "3 "]}))
    dead = load_files(files=[path]).release
    Release.objects.update(state=Release.State.LOADING)
    loaded = load_files(files=[path])
    assert loaded.is_new
    assert not Release.objects.filter(pk=dead.pk).exists()
    assert Observation.objects.count() == 3


@pytest.mark.parametrize("rows", [{}, {"C,V16110,DE11": [": ", ": ", ": "]}])
def test_a_file_without_figures_makes_no_release(tmp_path: Path, rows: dict[str, list[str]]) -> None:
    with pytest.raises(NothingToLoad):
        load_files(files=[write(tmp_path, tsv(rows))])
    assert not Release.objects.exists()


def test_without_files_there_is_nothing_to_load() -> None:
    with pytest.raises(NothingToLoad):
        load_files(files=[])
