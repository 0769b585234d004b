"""Structure, relatedness, concentration, firmness and distances as stored, against slow sums over the stored cells."""

import math

import pytest

from observatory.computing import compute_figures
from observatory.computing.scope import SECTIONS
from observatory.indicators import context_indicator
from observatory.models import (
    ClusterFigure,
    ContextFigure,
    GroupFigure,
    Proximity,
    RegionClusters,
    RegionStructure,
    Release,
    StarCut,
    Status,
    StructuralPosition,
)
from observatory.similarity import variables
from observatory.stats.structure import herfindahl_normalised
from portal.registry.models import Region
from tests.observatory.computing import forty
from tests.observatory.stats import slow_structure as slow
from tests.worlds import shared

pytestmark = pytest.mark.django_db
AREA, SCHEME = "eu27", "nace"
GROUPS = list(forty.SECTION_OF)
FAMILY = [SECTIONS.index(section) for section in forty.SECTION_OF.values()]


def build():
    release = forty.build_forty()
    compute_figures(release)
    return release.pk


built = shared(build)


@pytest.fixture
def release(db, built):
    return Release.objects.get(pk=built)


def cells(measure):
    """{region: {group: value or None}} of the NUTS 2 regions; a cell without a row has no figure."""
    found = {region: dict.fromkeys(GROUPS) for region in forty.REGIONS}
    rows = ClusterFigure.objects.filter(area=AREA, region__level=2)
    for region, group, value in rows.values_list("region__code", "group__code", measure):
        found[region][group] = value
    return found


def of_groups(measure):
    return dict(GroupFigure.objects.filter(area=AREA).values_list("group__code", measure))


def close(found, expected):
    return found is None if expected is None else found == pytest.approx(expected, abs=1e-9)


def test_structure_is_that_of_the_published_divisions(release):
    persons, group, total = cells("persons_employed"), of_groups("persons_employed"), of_groups("total_persons")
    reference = [group[code] / total[code] for code in GROUPS]
    rows = RegionStructure.objects.filter(area=AREA, region__level=2).select_related("region")
    assert len(rows) == len(forty.REGIONS)
    for row in rows:
        own = [persons[row.region.code][code] for code in GROUPS]
        assert close(row.krugman, slow.krugman(own, reference))
        assert close(row.gini, slow.gini_of_quotients(own, reference))
        assert close(row.herfindahl, slow.herfindahl(own))
        assert close(row.equivalent_number, 1 / slow.herfindahl(own))
        assert close(row.herfindahl_normalised, herfindahl_normalised([v for v in own if v is not None]))
        assert close(row.related_variety, slow.related(own, FAMILY))
        assert row.divisions_published == sum(value is not None for value in own)


def test_varieties_add_up_where_every_division_is_published(release):
    persons = cells("persons_employed")
    rows = RegionStructure.objects.filter(area=AREA, region__level=2, related_variety__isnull=False)
    assert len(rows) == len(forty.REGIONS) - len(forty.HIDDEN)
    for row in rows.select_related("region"):
        whole = slow.entropy(list(persons[row.region.code].values()))
        assert row.related_variety + row.unrelated_variety == pytest.approx(whole)


def test_a_hidden_division_leaves_the_unrelated_variety_of_the_sections(release):
    row = RegionStructure.objects.get(area=AREA, region__code="DEA1")
    assert row.related_variety is None
    assert 0 < row.unrelated_variety < math.log2(len(SECTIONS))
    assert 0.5 < row.published_share < 1


def test_countries_and_nuts_1_regions_have_a_structure_too(release):
    levels = RegionStructure.objects.filter(area=AREA).values_list("region__level", flat=True)
    assert sorted(set(levels)) == [0, 1, 2]
    country = RegionStructure.objects.get(area=AREA, region__code="DE")
    assert country.krugman == pytest.approx(0)


def specialisations():
    quotients = cells("location_quotient")
    known = [[quotients[region][code] is not None for code in GROUPS] for region in forty.REGIONS]
    has = [[(quotients[region][code] or 0) >= 1 for code in GROUPS] for region in forty.REGIONS]
    return has, known


def test_proximity_is_counted_over_the_regions_that_publish_both(release):
    has, known = specialisations()
    rows = Proximity.objects.filter(area=AREA).select_related("group", "other")
    assert len(rows) == len(GROUPS) * (len(GROUPS) - 1)
    for row in rows:
        i, j = GROUPS.index(row.group.code), GROUPS.index(row.other.code)
        assert close(row.proximity, slow.proximity(has, known, i, j, 30))
        assert row.regions == sum(one[i] and one[j] for one in known)
        assert row.together == sum(one[i] and one[j] for one in has)


def test_density_is_the_part_of_the_links_that_leads_to_specialisations(release):
    has, known = specialisations()
    count = range(len(GROUPS))
    links = [[slow.proximity(has, known, i, j, 30) for j in count] for i in count]
    density = cells("density")
    for place, region in enumerate(forty.REGIONS):
        for j, code in enumerate(GROUPS):
            assert close(density[region][code], slow.density(has, known, links, place, j, 0.5))


def test_a_confidential_cell_has_the_density_of_its_neighbours_only(release):
    assert cells("density")["DEA0"]["C29"] is not None
    assert cells("persons_employed")["DEA0"]["C29"] is None


def test_concentration_runs_over_the_published_regions(release):
    persons, group = cells("persons_employed"), of_groups("persons_employed")
    totals = {region: sum(v for k, v in drawn_of(region).items()) for region in forty.REGIONS}
    ginis, top5, top10 = (of_groups(name) for name in ("gini_concentration", "top5_share", "top10_share"))
    for code in GROUPS:
        own = [persons[region][code] for region in forty.REGIONS]
        assert close(ginis[code], slow.gini_of_quotients(own, list(totals.values())))
        largest = sorted((value for value in own if value is not None), reverse=True)
        assert close(top5[code], sum(largest[:5]) / group[code])
        assert close(top10[code], sum(largest[:10]) / group[code])


def drawn_of(region, indicator=forty.PERSONS):
    found = forty.drawn()
    return {section: found[indicator, region, section] for section in SECTIONS}


def stars_of(figure, cuts, factor):
    """Three stars by hand, with every cut moved by the factor."""
    if figure.persons_employed < 1000 * factor or figure.location_quotient < 1 * factor:
        return 0
    size = figure.persons_employed >= cuts["size", figure.group.code] * factor - 1e-9
    focus = figure.focus >= cuts["focus", None] * factor - 1e-15
    return sum((size, figure.location_quotient >= 2 * factor, focus))


def test_stars_lost_and_gained_are_those_of_moved_cuts(release):
    place = release.rule_sets.index("three-stars")
    cuts = {
        (row.test, row.group and row.group.code): row.cut
        for row in StarCut.objects.filter(area=AREA, rules="three-stars").select_related("group")
    }
    lost, gained = dict.fromkeys(forty.REGIONS, 0), dict.fromkeys(forty.REGIONS, 0)
    judged = ClusterFigure.objects.filter(area=AREA, **{f"stars__{place}__isnull": False})
    for figure in judged.select_related("region", "group"):
        stars = figure.stars[place]
        assert stars == stars_of(figure, cuts, 1)
        lost[figure.region.code] += stars - stars_of(figure, cuts, 1.1)
        gained[figure.region.code] += stars_of(figure, cuts, 0.9) - stars
    counts = RegionClusters.objects.filter(area=AREA, rules="three-stars", scheme=SCHEME)
    rows = {row.region.code: row for row in counts.select_related("region")}
    assert {code: rows[code].stars_lost for code in lost} == lost
    assert {code: rows[code].stars_gained for code in gained} == gained
    assert sum(lost.values()) > 0
    assert sum(gained.values()) > 0
    assert rows["DE"].stars_lost == sum(lost.values())
    assert rows["DEA"].stars_gained == sum(n for code, n in gained.items() if code.startswith("DEA"))


def raw_of(region):
    """Shares by section, shares with manufacturing by division, and the single variables; None = not known."""
    sections, units, wages = (drawn_of(region, one) for one in (forty.PERSONS, forty.UNITS, forty.WAGES))
    total = sum(sections.values())
    found, hidden = forty.drawn(), region == forty.NO_SPLIT
    plain = [value / total for value in sections.values()]
    split = [found[forty.PERSONS, region, code] / total for code in ("C10", "C29")]
    detailed = None if hidden else [v / total for section, v in sections.items() if section != "C"] + split
    single = (total, total / sum(units.values()), 1e6 * sum(wages.values()) / total)
    return plain, detailed, [math.log(value) for value in single]


def test_distances_are_those_of_the_slow_sum(release):
    raw = [raw_of(region) for region in forty.REGIONS]
    count = range(len(raw))
    plain = [[slow.hellinger_square(raw[i][0], raw[j][0], 0.9) for j in count] for i in count]
    detailed = [
        [None if None in (raw[i][1], raw[j][1]) else slow.hellinger_square(raw[i][1], raw[j][1], 0.9) for j in count]
        for i in count
    ]
    singles = [[[(raw[i][2][k] - raw[j][2][k]) ** 2 for j in count] for i in count] for k in range(3)]
    usual = [slow.typical(table) for table in (plain, detailed, *singles)]
    rows = {row.region.code: row for row in StructuralPosition.objects.select_related("region")}
    for i in count:
        for j in count:
            mix = plain[i][j] / usual[0] if detailed[i][j] is None else detailed[i][j] / usual[1]
            parts = [(0.5, mix), *((w, t[i][j] / u) for w, t, u in zip(WEIGHTS, singles, usual[2:], strict=True))]
            expected = math.sqrt(sum(w * square for w, square in parts) / sum(w for w, _ in parts))
            found = rows[forty.REGIONS[i]].distances[rows[forty.REGIONS[j]].position]
            assert found == pytest.approx(expected, abs=1e-6)


WEIGHTS = (0.15, 0.10, 0.10)


def test_positions_number_the_rows_of_a_year_and_hold_every_variable(release):
    rows = list(StructuralPosition.objects.order_by("position"))
    assert [row.position for row in rows] == list(range(len(forty.REGIONS) + 5))
    for row in rows:
        assert len(row.raw) == len(row.variables) == len(variables())
        assert len(row.distances) == len(rows)
        assert row.distances[row.position] == 0


def test_a_confidential_division_is_in_no_stored_vector(release):
    """C29 of the region is hidden: manufacturing enters as one section, and so C10 is not told apart either."""
    row = StructuralPosition.objects.get(region__code=forty.NO_SPLIT)
    known = {v.industry for v, value in zip(variables(), row.raw, strict=True) if v.industry and value is not None}
    assert known == set(SECTIONS)


def test_computing_again_gives_the_same_rows(release):
    before = list(StructuralPosition.objects.order_by("position").values_list("region", "distances"))
    compute_figures(release)
    assert list(StructuralPosition.objects.order_by("position").values_list("region", "distances")) == before
    assert RegionStructure.objects.filter(release=release, area=AREA).count() == len(forty.REGIONS) + 5


def test_output_per_head_of_the_year_stands_under_the_region_of_its_source_or_of_today(release):
    """One region has the figure under its own row, another under today's, a third only for another year."""
    indicator = context_indicator("gdp_per_head_pps").number
    for code, version, year, value in (("DEA1", "2013", 2014, 31000), ("DEA2", "2024", 2014, 27000)):
        add_context(release, indicator, Region.objects.get(code=code, version=version), year, value)
    add_context(release, indicator, Region.objects.get(code="DEA3", version="2013"), 2012, 20000)
    compute_figures(release)
    place = [variable.code for variable in variables()].index("gdp")
    raw = dict(StructuralPosition.objects.values_list("region__code", "raw"))
    assert {code: raw[code][place] for code in ("DEA1", "DEA2", "DEA3")} == {
        "DEA1": 31000,
        "DEA2": 27000,
        "DEA3": None,
    }


def add_context(release, indicator, region, year, value):
    ContextFigure.objects.create(
        release=release,
        dataset="gdp",
        indicator=indicator,
        zone=region.code,
        zone_name=region.code,
        region=region,
        year=year,
        value=value,
        status=Status.FINAL,
    )
