"""The engine against slow, obvious arithmetic, and against the figures of a release."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.computing import compute_figures
from observatory.engine.analysis import analyse
from observatory.engine.describing import group_measures, region_measures, similarity
from observatory.engine.options import MEASURES, RULES, Options
from observatory.engine.published import Published
from observatory.engine.table import Table, read_table
from observatory.models import ClusterFigure, GroupFigure, Proximity, RegionFigure, RegionStructure
from observatory.models.figure import Unjudged
from tests.observatory.computing.forty import LOCAL, YEAR, build_forty
from tests.observatory.stats import slow, slow_structure
from tests.observatory.stats.numbers import same

EVERYTHING = Options(rules=tuple(RULES), measures=MEASURES, fewest_regions=1)


def table_of(cells, **columns):
    """A table of {(region, group): employment or None}."""
    count = len(cells)
    empty = {"year": [0] * count, "establishments": [math.nan] * count, "wages": [math.nan] * count}
    words = {name: [""] * count for name in ("flag", "country", "family")}
    return Table(
        file="t.csv",
        region=[region for region, _ in cells],
        group=[group for _, group in cells],
        employment=[math.nan if value is None else float(value) for value in cells.values()],
        **(empty | words | columns),
    )


def complete(values):
    """{(region, group): value} of rows of values."""
    return {(f"R{r}", f"g{g}"): value for r, row in enumerate(values) for g, value in enumerate(row)}


tables = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 9000)), min_size=3, max_size=3), min_size=2, max_size=5
).map(complete)


@given(tables)
def test_quotients_sizes_and_shares_are_those_of_plain_sums(cells):
    found = analyse(table_of(cells), Published(), EVERYTHING)
    regions, groups = sorted({r for r, _ in cells}), sorted({g for _, g in cells})
    totals = {r: plain_sum([cells[r, g] for g in groups]) for r in regions}
    for (region, group), value in cells.items():
        whole, everything = slow.reference([(cells[r, group], totals[r]) for r in regions])
        at = (0, regions.index(region), groups.index(group))
        assert same(found.location_quotient[at], slow.location_quotient(value, totals[region], whole, everything))
        assert same(found.size[at], slow.divide(value, whole))
        assert same(found.focus[at], slow.divide(value, totals[region]))


def plain_sum(values):
    return None if None in values else sum(values)


@given(tables)
def test_structure_is_that_of_slow_formulas(cells):
    found = analyse(table_of(cells), Published(), EVERYTHING)
    described = region_measures(found)
    regions, groups = sorted({r for r, _ in cells}), sorted({g for _, g in cells})
    area = [none(s / t) if t > 0 else None for s, t in zip(found.sums.groups[0], found.sums.everything[0], strict=True)]
    for place, region in enumerate(regions):
        own = [cells[region, group] for group in groups]
        if sum(one is not None for one in own) < 2:
            assert np.isnan(described["krugman"][0, place])
            continue
        assert same(described["krugman"][0, place], slow_structure.krugman(own, area))
        assert same(described["herfindahl"][0, place], slow_structure.herfindahl(own))
        assert same(described["entropy"][0, place], None if None in own else slow_structure.entropy(own))


def none(value):
    return None if math.isnan(value) else value


def test_confidential_figures_are_not_used_whatever_stands_in_their_field():
    cells = complete([[10, 20], [30, 40]])
    hidden = table_of(cells, flag=["c", "", "", ""])
    found = analyse(hidden, Published(), EVERYTHING)
    assert np.isnan(found.cube.persons[0, 0, 0])
    assert np.isnan(found.sums.regions[0, 0])
    assert found.cube.is_confidential[0, 0, 0]


def test_a_row_that_is_not_there_is_missing_unless_asked_otherwise():
    cells = {("A", "x"): 10, ("A", "y"): 20, ("B", "x"): 5}
    assert np.isnan(analyse(table_of(cells), Published(), Options()).sums.regions[0, 1])
    as_zero = analyse(table_of(cells), Published(), Options(absent_is_zero=True))
    assert as_zero.sums.regions[0].tolist() == [30.0, 5.0]


def test_an_empty_field_stays_missing_also_where_absent_rows_are_zero():
    cells = {("A", "x"): 10, ("A", "y"): None, ("B", "x"): 5}
    found = analyse(table_of(cells), Published(), Options(absent_is_zero=True))
    assert np.isnan(found.cube.persons[0, 0, 1])
    assert found.cube.persons[0, 1, 1] == 0


def test_published_totals_take_the_place_of_sums():
    cells = complete([[10, None], [30, 40]])
    published = Published(
        regions={("R0", 0): 100.0, ("R1", 0): 200.0}, groups={("g0", 0): 50.0, ("g1", 0): 60.0}, grand={("", 0): 500.0}
    )
    found = analyse(table_of(cells), published, Options())
    assert found.location_quotient[0, 0, 0] == pytest.approx((10 / 100) / (50 / 500))
    assert np.isnan(found.location_quotient[0, 0, 1])


def test_years_are_never_compared_with_each_other():
    one = {("A", "x"): 2000, ("A", "y"): 3000, ("B", "x"): 9000, ("B", "y"): 1000}
    both = table_of({**one, **{(f"{r}", f"{g}"): v for (r, g), v in one.items()}})
    years = Table(
        **{
            name: getattr(both, name) * 2
            for name in ("region", "group", "employment", "establishments", "wages", "flag", "country", "family")
        },
        file="t.csv",
        year=[2013] * 4 + [2014] * 4,
    )
    alone = analyse(table_of(one), Published(), EVERYTHING)
    found = analyse(years, Published(), EVERYTHING)
    for year in (0, 1):
        assert np.array_equal(found.ranks["focus"][year], alone.ranks["focus"][0])
        assert all(
            np.array_equal(one.stars[year], other.stars[0])
            for one, other in zip(found.verdicts, alone.verdicts, strict=True)
        )


def test_similarity_is_symmetric_and_zero_to_itself():
    rng = np.random.default_rng(5)
    found = analyse(table_of(complete(rng.integers(10, 900, (8, 4)).tolist())), Published(), EVERYTHING)
    distances = similarity(found, 0).distances
    assert np.allclose(distances, distances.T)
    assert np.allclose(np.diagonal(distances), 0)
    assert np.isfinite(distances).all()


def test_wages_are_compared_within_the_country():
    cells = complete([[10, 10], [10, 10]])
    wages = [1.0, 3.0, 10.0, 30.0]
    alone = analyse(table_of(cells, wages=wages), Published(), Options())
    apart = analyse(table_of(cells, wages=wages, country=["A", "A", "B", "B"]), Published(), Options())
    assert apart.relative_wage[0].tolist() == [[0.5, 1.5], [0.5, 1.5]]
    assert alone.relative_wage[0, 0, 0] == pytest.approx(0.1 / 1.1)


def test_how_concentrated_a_group_is():
    found = analyse(table_of(complete([[50, 50], [50, 50]])), Published(), EVERYTHING)
    assert group_measures(found)["gini_concentration"][0].tolist() == [0.0, 0.0]


RELEASED = {"three-stars": 0, "specialisation-node": 2, "strong-cluster": 3}


@pytest.fixture
def release(db):
    loaded = build_forty()
    compute_figures(loaded)
    return loaded


def cells_of(release):
    return ClusterFigure.objects.filter(release=release, area="eu27", year=YEAR, region__level=2).select_related(
        "region", "group"
    )


def analysed(release):
    """The release's own cells and totals, as anyone can download them, through the engine."""
    rows = ["region,group,employment,establishments,wages"]
    for cell in cells_of(release):
        figures = (cell.persons_employed, cell.local_units, cell.wages_meur)
        rows.append(
            ",".join([cell.region.code, cell.group.code, *("" if one is None else str(one) for one in figures)])
        )
    groups = GroupFigure.objects.filter(release=release, area="eu27", year=YEAR).select_related("group")
    regions = RegionFigure.objects.filter(release=release, year=YEAR, region__level=2).select_related("region")
    published = Published(
        regions={(one.region.code, 0): one.persons_employed for one in regions if one.persons_employed},
        groups={(one.group.code, 0): one.persons_employed for one in groups},
        grand={("", 0): groups[0].total_persons},
    )
    options = Options(rules=tuple(RULES), measures=MEASURES, local=frozenset({LOCAL}))
    return analyse(read_table("t.csv", "\n".join(rows).encode()), published, options)


def at(found, cell):
    return 0, found.cube.regions.index(cell.region.code), found.cube.groups.index(cell.group.code)


def test_the_figures_of_a_release_come_out_of_the_engine_again(release):
    found = analysed(release)
    verdicts = {verdict.rules.code: verdict for verdict in found.verdicts}
    starred = 0
    for cell in cells_of(release):
        place = at(found, cell)
        assert same(found.location_quotient[place], cell.location_quotient)
        assert same(found.size[place], cell.size)
        assert same(found.focus[place], cell.focus)
        assert same(found.density[place], cell.density)
        assert (found.ranks["size"][place] or None) == cell.size_rank
        assert (found.ranks["focus"][place] or None) == cell.focus_rank
        for code, number in RELEASED.items():
            stars = int(verdicts[code].stars[place])
            assert (None if stars < 0 else stars) == cell.stars[number]
            starred += stars > 0
    assert starred > 50


def test_the_proximities_of_a_release_come_out_of_the_engine_again(release):
    found = analysed(release)
    pairs = Proximity.objects.filter(release=release, area="eu27", year=YEAR).select_related("group", "other")
    assert pairs.count() > 100
    for pair in pairs:
        place = found.cube.groups.index(pair.group.code), found.cube.groups.index(pair.other.code)
        assert same(found.proximities[0].values[place], pair.proximity)
        assert found.proximities[0].regions[place] == pair.regions


def test_the_structure_of_regions_comes_out_of_the_engine_again(release):
    found = analysed(release)
    described = region_measures(found)
    rows = RegionStructure.objects.filter(release=release, area="eu27", year=YEAR, region__level=2)
    for row in rows.select_related("region"):
        place = 0, found.cube.regions.index(row.region.code)
        assert same(described["krugman"][place], row.krugman)
        assert same(described["gini_specialisation"][place], row.gini)
        assert same(described["herfindahl"][place], row.herfindahl)


def test_why_a_cell_is_not_judged_is_the_reason_that_the_page_gives(release):
    found = analysed(release)
    three_stars = next(one for one in found.verdicts if one.rules.code == "three-stars")
    hidden = cells_of(release).filter(persons_employed=None)
    assert {int(three_stars.reason[at(found, cell)]) for cell in hidden} <= {Unjudged.NO_FIGURE, Unjudged.LOCAL_GROUP}
