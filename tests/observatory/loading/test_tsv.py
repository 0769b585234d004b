import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observatory.loading import tsv as module
from observatory.loading.flags import ABSENT
from observatory.loading.problems import Kind, Problems
from observatory.loading.tsv import TsvFile, parse_cell
from observatory.models import Mark, Status
from tests.observatory.loading.world import tsv, write

LETTERS = {"p": 1, "e": 2, "i": 2, "s": 2, "u": 3, "c": 5}
MARKS = {"b": 1, "d": 2, "r": 4}
numbers = st.one_of(
    st.just(":"),
    st.integers(-(10**9), 10**9).map(str),
    st.floats(-1e6, 1e6).map(lambda value: f"{value:.1f}"),
    st.just("0"),
)
cells = st.tuples(numbers, st.text("bcdeiprsuq", max_size=3), st.sampled_from([" ", ""]))


def read(path: Path) -> tuple[TsvFile, list[module.Block]]:
    file = TsvFile(path, Problems())
    return file, list(file.blocks(lambda header: lambda codes, line: codes))


def slow_cell(text: str) -> tuple[float, int, int]:
    """The obvious reading: number before the space, letters after it, one rule after the other."""
    number, _, letters = text.strip().partition(" ")
    if number == ":" and letters == "":
        return math.nan, ABSENT, 0
    status, marks = 0, 0
    for letter in letters:
        status = max(status, LETTERS.get(letter, 0))
        marks |= MARKS.get(letter, 0)
        if letter not in LETTERS and letter not in MARKS:
            marks |= 16
    if status == 5:
        return math.nan, 5, marks
    if number == ":":
        return math.nan, 3 if status == 3 else 4, marks
    return float(number), status, marks


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8), is_gzip=st.booleans())
def test_fast_and_slow_parser_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[tuple[str, str, str], ...]], is_gzip: bool
) -> None:
    texts = [[f"{number} {flags}".rstrip() + space for number, flags, space in row] for row in rows]
    name = "file.tsv.gz" if is_gzip else "file.tsv"
    path = write(tmp_path_factory.mktemp("tsv"), tsv({f"C,V16110,R{n}": row for n, row in enumerate(texts)}), name)
    file, (block,) = read(path)
    expected = np.array([[slow_cell(cell) for cell in row] for row in texts])
    np.testing.assert_array_equal(block.values, expected[:, :, 0])
    np.testing.assert_array_equal(block.status, expected[:, :, 1])
    np.testing.assert_array_equal(block.marks, expected[:, :, 2])
    assert not file.problems


def test_old_and_new_form_give_the_same_cells(tmp_path: Path) -> None:
    old = write(tmp_path, "nace_r2,indic_sb,geo\\time\t2014 \t2013 \nC,V16110,DE\t5 b\t: c\n", "old.tsv")
    new = write(tmp_path, "freq,nace_r2,indic_sb,geo\\TIME_PERIOD\t2014 \t2013 \nA,C,V16110,DE\t5 b\t: c\n", "new.tsv")
    (_, (first,)), (file, (second,)) = read(old), read(new)
    np.testing.assert_array_equal(first.values, second.values)
    np.testing.assert_array_equal(first.marks, second.marks)
    assert second.keys == [("A", "C", "V16110", "DE")]
    assert file.header is not None
    assert file.header.dimensions == ("freq", "nace_r2", "indic_sb", "geo")


def test_a_confidential_cell_loses_the_number_beside_its_flag() -> None:
    value, status, _, _ = parse_cell(b"0 c") or (0, 0, 0, frozenset())
    assert (math.isnan(value), status) == (True, Status.CONFIDENTIAL)


def test_zero_is_a_value() -> None:
    assert parse_cell(b"0 b") == (0.0, Status.FINAL, Mark.BREAK, frozenset())


def test_unknown_flags_are_kept_and_counted(tmp_path: Path) -> None:
    file, (block,) = read(write(tmp_path, tsv({"C,V16110,DE": ["5 q", "6 q", "7 "]})))
    assert file.unknown_flags == {"q": 2}
    assert block.marks.tolist() == [[Mark.UNKNOWN_FLAG, Mark.UNKNOWN_FLAG, 0]]


@pytest.mark.parametrize("cell", ["nan", "inf", "1_0", "1e5", "0x1", "5 6", "--5", "", "1,5", "٣", "b 5"])
def test_what_is_no_number_is_reported_with_line_and_column(tmp_path: Path, cell: str) -> None:
    file, (block,) = read(
        write(tmp_path, tsv({"C,V16110,DE": ["1 ", "2 ", "3 "], "C29,V16110,DE": ["4 ", cell, "6 "]}))
    )
    (problem,) = file.problems.listed
    assert (problem.kind, problem.line, problem.column) == (Kind.NOT_A_NUMBER, 3, 3)
    assert block.status[1, 1] == ABSENT
    assert block.values[:, 0].tolist() == [1.0, 4.0]


def test_a_row_of_another_width_is_reported(tmp_path: Path) -> None:
    file, (block,) = read(write(tmp_path, tsv({"C,V16110,DE": ["1 ", "2 "], "C29,V16110,DE": ["1 ", "2 ", "3 "]})))
    assert [(p.kind, p.line) for p in file.problems.listed] == [(Kind.WRONG_WIDTH, 2)]
    assert (len(block.keys), file.rows, file.unreadable) == (1, 2, 1)


def test_a_truncated_gzip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "file.tsv.gz"
    path.write_bytes(gzip.compress(tsv({f"C,V16110,R{n}": ["1 ", "2 ", "3 "] for n in range(500)}).encode())[:-20])
    file, _ = read(path)
    assert [problem.kind for problem in file.problems.listed] == [Kind.TRUNCATED]


def test_another_encoding_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "file.tsv"
    path.write_bytes(tsv({"C,V16110,DE": ["1 ", "2 ", "3 "]}).encode() + b"C,V16110,\xff\t1 \t2 \t3 \n")
    file, _ = read(path)
    (problem,) = file.problems.listed
    assert (problem.kind, problem.line) == (Kind.ENCODING, 3)


@pytest.mark.parametrize("text", ["", "region,year,value\n", "nace_r2,geo\\time\tlast year\n", "<html>busy</html>\n"])
def test_a_file_without_a_header_of_years_is_reported(tmp_path: Path, text: str) -> None:
    file, blocks = read(write(tmp_path, text, "file.tsv"))
    assert [problem.kind for problem in file.problems.listed] == [Kind.HEADER]
    assert not blocks


def test_blocks_do_not_depend_on_where_they_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, tsv({f"C,V16110,R{n}": [f"{n} ", ": ", f"{n}.5 b"] for n in range(50)}))
    _, (whole,) = read(path)
    monkeypatch.setattr(module, "BLOCK_BYTES", 37)
    file, parts = read(path)
    assert len(parts) > 10
    np.testing.assert_array_equal(np.concatenate([part.values for part in parts]), whole.values)
    np.testing.assert_array_equal(np.concatenate([part.lines for part in parts]), whole.lines)
    assert file.rows == 50


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + tsv({"C,V16110,DE": ["1 ", "2 ", "3 "]}).replace("\n", "\r\n")
    file, (block,) = read(write(tmp_path, text))
    assert block.values.tolist() == [[1.0, 2.0, 3.0]]
    assert not file.problems
