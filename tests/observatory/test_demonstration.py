import gzip
from pathlib import Path

import numpy as np
import pytest

from observatory.demonstration import YEARS, NoRegions, lines_of, make_world, write_demonstration
from observatory.loading.release import load_files
from observatory.models import Observation, Status
from tests.registry.factories import IndustryFactory, RegionFactory

REGIONS = ("AT11", "AT12", "DE11", "DE12", "DE21")
DIVISIONS = ("B05", "C28", "C29", "G47", "S95")


def figures(lines: list[str]) -> dict[str, list[str]]:
    return {key: [cell.strip() for cell in cells] for key, *cells in (line.rstrip("\n").split("\t") for line in lines)}


def test_the_same_seed_makes_the_same_figures() -> None:
    assert list(lines_of(make_world(REGIONS, DIVISIONS, 1))) == list(lines_of(make_world(REGIONS, DIVISIONS, 1)))
    assert list(lines_of(make_world(REGIONS, DIVISIONS, 1))) != list(lines_of(make_world(REGIONS, DIVISIONS, 2)))


def test_parts_add_up_to_their_totals() -> None:
    world = make_world(REGIONS, DIVISIONS, 1)
    rows = figures(list(lines_of(world)))
    country = float(rows["C,V16110,DE"][1])
    assert country == sum(float(rows[f"C,V16110,{region}"][1]) for region in ("DE11", "DE12", "DE21"))
    assert country == world.persons[2:, 1:3, -2].sum()


def test_figures_are_plausible() -> None:
    regions, divisions = tuple(f"DE{n}" for n in range(60)), DIVISIONS
    world = make_world(regions, divisions, 1)
    assert (world.persons >= 0).all()
    assert (world.units <= np.maximum(world.persons, 1)).mean() > 0.9
    wage = world.wages.sum() / world.persons.sum()
    assert 0.01 < wage < 0.06
    assert 100_000 < world.persons.sum(axis=1).mean() < 2_000_000


@pytest.mark.django_db
def test_without_a_registry_there_is_nothing_to_demonstrate(tmp_path: Path) -> None:
    with pytest.raises(NoRegions):
        write_demonstration(tmp_path / "demonstration.tsv.gz")


@pytest.mark.django_db
def test_the_file_loads_like_any_other_and_is_marked(tmp_path: Path) -> None:
    for code in ("DE", "DE1", "DE2", "AT", "AT1", *REGIONS):
        RegionFactory(code=code, version="2021")
    for code in ("B", "C", "G", *DIVISIONS):
        IndustryFactory(code=code)
    path = tmp_path / "demonstration.tsv.gz"
    write_demonstration(path)
    release = load_files(files=[path]).release
    assert release.is_demonstration
    assert release.code.startswith("demonstration-")
    assert release.years == list(YEARS)
    assert release.report["problem_counts"] == {}
    assert set(Observation.objects.filter(year=YEARS[-1]).values_list("status", flat=True)) <= {
        Status.PROVISIONAL,
        Status.CONFIDENTIAL,
    }
    first = path.read_bytes()
    write_demonstration(path)
    assert path.read_bytes() == first
    assert gzip.decompress(first).startswith(b"nace_r2,indic_sb,geo\\time\t2022")
