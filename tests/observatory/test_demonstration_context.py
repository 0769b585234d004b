"""Context without official files: seeded, plausible, marked, and loaded like any other."""

from pathlib import Path

import numpy as np
import pytest

from observatory.demonstration import NoRegions, write_demonstration
from observatory.demonstration_context import YEARS, groups_of, lines_of, make_context, write_demonstration_context
from observatory.loading.release import load_files
from observatory.models import ContextFigure
from tests.registry.factories import IndustryFactory, RegionFactory

REGIONS = ("AT11", "AT12", "DE11", "DE21")


def test_the_same_seed_makes_the_same_context() -> None:
    assert list(lines_of(make_context(REGIONS, 1))) == list(lines_of(make_context(REGIONS, 1)))
    assert list(lines_of(make_context(REGIONS, 1))) != list(lines_of(make_context(REGIONS, 2)))


def test_output_of_a_country_is_the_sum_of_its_regions() -> None:
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in lines_of(make_context(REGIONS, 1))}
    assert float(rows["GDP,DE"][0]) == float(rows["GDP,DE11"][0]) + float(rows["GDP,DE21"][0])


def test_groups_follow_the_index_against_its_mean() -> None:
    index = np.array([[60.0], [90.0], [110.0], [140.0]])
    assert groups_of(index).ravel().tolist() == [1, 2, 3, 4]


@pytest.mark.django_db
def test_without_regions_there_is_nothing_to_demonstrate(tmp_path: Path) -> None:
    with pytest.raises(NoRegions):
        write_demonstration_context(tmp_path / "demonstration_context.tsv")


@pytest.mark.django_db
def test_context_loads_beside_the_demonstration_and_is_marked(tmp_path: Path) -> None:
    for code in ("DE", "DE1", "DE2", "AT", "AT1", *REGIONS):
        for version in ("2021", "2024"):
            RegionFactory(code=code, version=version)
    for code in ("C", "C28"):
        IndustryFactory(code=code)
    figures, context = tmp_path / "demonstration.tsv.gz", tmp_path / "demonstration_context.tsv"
    write_demonstration(figures)
    write_demonstration_context(context)
    release = load_files(files=[figures, context]).release
    assert release.is_demonstration
    assert release.report["problem_counts"] == {}
    assert set(ContextFigure.objects.values_list("year", flat=True)) == set(YEARS)
    labels = set(ContextFigure.objects.filter(indicator=21).values_list("label", flat=True))
    assert labels <= {"Emerging innovator", "Moderate innovator", "Strong innovator", "Innovation leader"}
    assert ContextFigure.objects.get(indicator=8, zone="DE", year=2022).rank in {1, 2}
