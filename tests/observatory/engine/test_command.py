"""`manage.py analyse`: its own examples, what it writes, and that it writes nothing where a row is bad."""

import csv
import shlex

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from observatory.management.commands.analyse import EXAMPLES

REGIONS, GROUPS = [f"R{number:02}" for number in range(12)], [f"g{number}" for number in range(5)]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """table.csv with two figures that are not published, and files of totals."""
    monkeypatch.chdir(tmp_path)
    figures = np.random.default_rng(3).integers(500, 9000, (len(REGIONS), len(GROUPS)))
    rows = ["region,group,employment,establishments,wages,flag"]
    for r, region in enumerate(REGIONS):
        for g, group in enumerate(GROUPS):
            value = "" if (r, g) in {(0, 0), (1, 1)} else figures[r, g]
            rows.append(
                f"{region},{group},{value},{figures[r, g] // 7},{figures[r, g] * 0.03:.2f},{'c' if r == g == 0 else ''}"
            )
    (tmp_path / "table.csv").write_text("\n".join(rows))
    write_totals(tmp_path / "regions.csv", "region", dict(zip(REGIONS, figures.sum(1).tolist(), strict=True)))
    write_totals(tmp_path / "groups.csv", "group", dict(zip(GROUPS, figures.sum(0).tolist(), strict=True)))
    return tmp_path


def write_totals(path, key, totals):
    path.write_text("\n".join([f"{key},employment", *(f"{code},{value}" for code, value in totals.items())]))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def examples():
    return [line.strip() for line in EXAMPLES.splitlines() if line.strip().startswith("manage.py ")]


def test_there_are_three_examples():
    assert len(examples()) == 3


@pytest.mark.parametrize("example", examples())
def test_every_example_of_the_help_runs(folder, example, capsys):
    _, command, *arguments = shlex.split(example)
    call_command(command, *arguments)
    assert "60 rows: 12 regions, 5 groups" in capsys.readouterr().out
    assert len(rows_of(next(folder.glob("*cells.csv" if "cells.csv" in example else "table-analysed.csv")))) == 60


def test_a_row_has_every_measure_flag_cut_and_rank(folder):
    call_command("analyse", "table.csv", "--output", "out.csv", "--region-totals", "regions.csv", verbosity=0)
    row = rows_of(folder / "out.csv")[1]
    wanted = ("lq", "lq_rank", "size", "size_rank", "focus", "focus_rank", "rca", "three_stars", "three_stars_size_cut")
    assert all(row[name] for name in wanted)
    assert row["region"] == "R00"


def test_what_is_confidential_stays_empty_and_says_so(folder):
    call_command("analyse", "table.csv", "--output", "out.csv")
    first = rows_of(folder / "out.csv")[0]
    assert (first["employment"], first["establishments"], first["status"]) == ("", "", "confidential")
    assert first["three_stars_why_not_judged"] == "no-figure"


def test_matrices_are_long_tables_with_every_pair_once(folder):
    measures = "lq,proximity,similarity"
    call_command(
        "analyse", "table.csv", "--output", "out.csv", "--measures", measures, "--region-totals", "regions.csv"
    )
    assert len(rows_of(folder / "out-proximity.csv")) == 10
    distances = rows_of(folder / "out-similarity.csv")
    assert len(distances) == 66
    assert any(float(row["distance"]) > 0 for row in distances if row["distance"])


def test_a_bad_row_is_listed_and_nothing_is_written(folder):
    (folder / "table.csv").write_text("region,group,employment\nA,x,5\nA,y,many\n,y,3\n")
    with pytest.raises(CommandError, match=r"(?s)line 3: .*line 4: ") as refused:
        call_command("analyse", "table.csv", "--output", "out.csv")
    assert refused.value.returncode == 1
    assert not list(folder.glob("out*"))


def test_a_folder_that_is_not_there_leaves_nothing_behind(folder):
    with pytest.raises(CommandError, match="Nothing is written"):
        call_command("analyse", "table.csv", "--output", "nowhere/out.csv")


def test_an_unknown_rule_set_names_those_there_are(folder):
    with pytest.raises(CommandError, match="strong-clusters"):
        call_command("analyse", "table.csv", "--rules", "four-stars")


def test_a_grand_total_alone_is_refused(folder):
    with pytest.raises(CommandError, match="--group-totals"):
        call_command("analyse", "table.csv", "--grand-total", "5")


def test_codes_that_a_spreadsheet_would_run_are_made_harmless(folder):
    (folder / "table.csv").write_text("region,group,employment\n=1+1,x,5\nB,x,3\n")
    call_command("analyse", "table.csv", "--output", "out.csv")
    assert "'=1+1" in {row["region"] for row in rows_of(folder / "out.csv")}


def test_the_summary_counts_stars_and_names_the_strongest(folder, capsys):
    call_command("analyse", "table.csv", "--region-totals", "regions.csv")
    said = capsys.readouterr().out
    assert "Three stars: three stars " in said
    assert "LQ" in said
