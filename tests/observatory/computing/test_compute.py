"""From observations to stored figures, on a small Europe."""

import pytest

from observatory.computing import compute_figures
from observatory.computing.release import NothingToCompute
from observatory.models import (
    ClusterFigure,
    GroupFigure,
    Mark,
    RegionClusters,
    RegionFigure,
    Release,
    StarCut,
    Status,
)
from observatory.models.figure import Unjudged
from tests.observatory.computing.world import (
    NATIONAL,
    UNITS,
    WAGES,
    YEARS,
    add_composed_group,
    build_registry,
    store,
    usual_numbers,
)
from tests.observatory.factories import ReleaseFactory
from tests.worlds import shared

pytestmark = pytest.mark.django_db
EVERY_RULE_SET = 4


_registry = shared(build_registry)


@pytest.fixture
def numbers(_registry):
    return usual_numbers()


def computed(numbers):
    release = store(numbers)
    compute_figures(release)
    return release


def cell(region="DE11", group="C29", year=2014, area="eu27", **more):
    return ClusterFigure.objects.get(region__code=region, group__code=group, year=year, area=area, **more)


def total(region, year=2014, **more):
    return RegionFigure.objects.get(region__code=region, year=year, **more)


def test_measures_of_a_cell(numbers):
    """2,600 of DE11's 13,000 persons work in C29; the six EU regions have 4,600 of 78,000."""
    numbers.persons("DE11", "C29", 2600.0)
    numbers.values[UNITS, "DE11", "C29", 2014] = 130.0
    numbers.values[WAGES, "DE11", "C29", 2014] = 78.0
    computed(numbers)
    found = cell()
    assert found.focus == pytest.approx(0.2)
    assert found.size == pytest.approx(2600 / 4600)
    assert found.location_quotient == pytest.approx(0.2 / (4600 / 78_000))
    assert found.persons_per_unit == 20
    assert found.wage_per_person_eur == pytest.approx(30_000)
    assert (found.growth, found.growth_from, found.growth_to) == (0, 2012, 2014)


def test_the_largest_and_most_specialised_cell_has_three_stars(numbers):
    numbers.persons("DE11", "C29", 2600.0)
    computed(numbers)
    found = cell()
    assert found.stars[0] == 3
    assert (found.size_rank, found.focus_rank, found.lq_rank) == (1, 1, 1)
    assert cell("DE12").stars[0] == 0


def test_cuts_are_kept_with_the_number_of_cells(numbers):
    numbers.persons("DE11", "C29", 2600.0)
    release = computed(numbers)
    cuts = StarCut.objects.filter(release=release, area="eu27", rules="three-stars", year=2014)
    size, focus, fixed = cuts.get(test="size", group__code="C29"), cuts.get(test="focus"), cuts.get(test="employment")
    assert (size.cut, size.n) == (2600.0, 6)
    assert (focus.cut, focus.n, focus.group) == (pytest.approx(400 / 13_000), 12, None)
    assert (fixed.cut, fixed.n) == (1000.0, None)


def test_a_confidential_cell_has_a_row_without_any_figure(numbers):
    numbers.hide("DE11", "C29", 2014)
    numbers.values[UNITS, "DE11", "C29", 2014] = 3.0
    computed(numbers)
    found = cell()
    assert found.status == Status.CONFIDENTIAL
    measures = ("persons_employed", "local_units", "wages_meur", "location_quotient", "size", "focus", "growth")
    assert [getattr(found, name) for name in measures] == [None] * len(measures)
    assert found.stars == [None] * EVERY_RULE_SET
    assert found.unjudged == [Unjudged.NO_FIGURE] * EVERY_RULE_SET


def test_a_cell_that_was_never_published_has_no_row(numbers):
    numbers.drop("DE11", "C29", 2014)
    computed(numbers)
    assert not ClusterFigure.objects.filter(region__code="DE11", group__code="C29", year=2014).exists()


def test_a_local_group_has_figures_and_no_stars(numbers):
    numbers.persons("DE11", "G47", 900_000.0)
    computed(numbers)
    found = cell(group="G47")
    assert found.location_quotient > 1
    assert found.unjudged == [Unjudged.LOCAL_GROUP] * EVERY_RULE_SET
    assert found.focus_rank is None


def test_a_region_outside_the_area_is_shown_and_not_ranked(numbers):
    numbers.persons("UKC1", "C29", 90_000.0)
    computed(numbers)
    against_eu, against_all = cell("UKC1"), cell("UKC1", area="all")
    assert against_eu.location_quotient > 1
    assert against_eu.unjudged[0] == Unjudged.OUTSIDE_AREA
    assert against_eu.size_rank is None
    assert against_all.stars[0] == 3
    assert cell("DE11").size_rank == 1


def test_countries_have_figures_and_no_stars(numbers):
    computed(numbers)
    found = cell("DE")
    assert found.persons_employed == 1200
    assert found.unjudged == [Unjudged.NOT_NUTS2] * EVERY_RULE_SET


def test_a_recoded_region_keeps_its_row_and_names_todays(numbers):
    computed(numbers)
    found = cell("FR71")
    assert (found.region.version, found.current_region.code, found.current_region.version) == ("2013", "FRK2", "2024")


def test_todays_region_can_be_a_sum_and_is_never_ranked(numbers):
    numbers.persons("FR21", "C29", 5000.0)
    computed(numbers)
    found = cell("FRE")
    assert found.is_union
    assert found.persons_employed == 5400
    assert found.focus == pytest.approx(5400 / 26_000)
    assert found.unjudged == [Unjudged.UNION] * EVERY_RULE_SET
    assert total("FRE").persons_employed == 26_000


def test_a_sum_with_a_secret_member_is_secret(numbers):
    numbers.hide("FR21", "C29", 2014)
    computed(numbers)
    found = cell("FRE")
    assert found.status == Status.CONFIDENTIAL
    assert found.persons_employed is None


def test_a_partly_estimated_total_is_kept_with_its_share(numbers):
    numbers.drop("DE11", "B", 2014)
    numbers.persons("DE11", "B", 500.0, 2013)
    computed(numbers)
    found = total("DE11")
    assert found.persons_employed == 12_500
    assert found.estimated_share == pytest.approx(500 / 12_500)
    assert cell().total_is_estimated


def test_a_region_without_a_total_says_why_and_keeps_its_figures(numbers):
    for section in ("B", "C"):
        numbers.drop("DE11", section, 2014)
    computed(numbers)
    found = total("DE11")
    assert (found.persons_employed, found.no_total) == (None, "too-much-estimated")
    assert found.published_persons == 11_000 + 800
    assert cell().persons_employed == 400
    assert cell().location_quotient is None
    assert cell().unjudged[0] == Unjudged.NO_TOTAL


def test_a_country_of_one_region_takes_its_national_total(numbers):
    numbers.drop("UKC1", "B", 2014)
    numbers.values[NATIONAL, "UK", "B-N_S95_X_K", 2014] = 14_000.0
    computed(numbers)
    found = total("UKC1")
    assert (found.persons_employed, found.is_national, found.estimated_share) == (14_000, True, 0)


def test_a_country_that_does_not_publish_the_group_is_not_judged(numbers):
    """France holds half of the area, so the group gets no stars at all; its own regions say why first."""
    for year in YEARS:
        numbers.persons("FR", "C29", None, year)
    computed(numbers)
    sums = GroupFigure.objects.get(group__code="C29", area="eu27", year=2014)
    assert sums.countries == ["DE"]
    assert sums.area_share == pytest.approx(0.5)
    assert sums.unjudged == Unjudged.AREA_TOO_SMALL
    assert cell("FR21").unjudged[0] == Unjudged.COUNTRY_WITHOUT_GROUP
    assert cell("DE11").unjudged[0] == Unjudged.AREA_TOO_SMALL


def test_a_weighted_group_sums_its_members(numbers):
    add_composed_group("mobility", {"C29": 1.0, "C10": 0.5})
    computed(numbers)
    found = cell(group="mobility")
    assert found.persons_employed == 600
    assert found.marks == 0


def test_a_weighted_group_with_a_small_gap_is_at_least(numbers):
    add_composed_group("mobility", {"C29": 1.0, "C10": 0.5})
    numbers.drop("DE11", "C10", 2014)
    for code in ("DE12", "DE13"):
        numbers.persons(code, "C10", 10.0)
    computed(numbers)
    found = cell(group="mobility")
    assert found.persons_employed == 400
    assert found.marks == Mark.PARTIAL


def test_a_weighted_group_with_a_large_gap_has_no_figure(numbers):
    add_composed_group("mobility", {"C29": 1.0, "C10": 0.5})
    numbers.hide("DE11", "C10", 2014)
    computed(numbers)
    found = cell(group="mobility")
    assert (found.persons_employed, found.status) == (None, Status.CONFIDENTIAL)


def test_a_group_of_which_little_is_held_is_not_measurable(numbers):
    add_composed_group("agri-food", {"C10": 1.0, "A01": 1.0})
    computed(numbers)
    sums = GroupFigure.objects.get(group__code="agri-food", area="eu27", year=2014)
    assert sums.composition_share == 0.5
    assert sums.unjudged == Unjudged.NOT_MEASURABLE
    assert cell(group="agri-food").unjudged[0] == Unjudged.NOT_MEASURABLE


def test_a_break_of_the_country_breaks_its_regions(numbers):
    numbers.mark("DE", "C29", Mark.BREAK, 2014)
    computed(numbers)
    assert cell("DE11").growth is None
    assert cell("FR21").growth == 0


def test_a_country_counts_the_clusters_inside(numbers):
    numbers.persons("DE11", "C29", 2600.0)
    numbers.persons("DE12", "C10", 2600.0)
    release = computed(numbers)
    counts = RegionClusters.objects.filter(release=release, area="eu27", rules="three-stars", year=2014)
    assert [counts.get(region__code=code).three_stars for code in ("DE11", "DE12", "DE1", "DE")] == [1, 1, 2, 2]
    country = counts.get(region__code="DE")
    assert country.persons_in_clusters == 5200
    assert country.share_in_clusters == pytest.approx(5200 / 39_000)
    assert not counts.filter(region__code__startswith="UK").exists()


def test_computing_again_changes_nothing(numbers):
    numbers.persons("DE11", "C29", 2600.0)
    release = computed(numbers)
    models = (ClusterFigure, RegionFigure, RegionClusters, GroupFigure, StarCut)
    before = [list(model.objects.order_by("pk").values_list()) for model in models]
    compute_figures(release)
    after = [list(model.objects.order_by("pk").values_list()) for model in models]
    assert [[row[1:] for row in rows] for rows in after] == [[row[1:] for row in rows] for rows in before]


def test_the_release_remembers_what_was_computed(numbers):
    release = computed(numbers)
    release.refresh_from_db()
    assert release.state == Release.State.COMPUTED
    assert release.years == list(YEARS)
    assert release.default_year == 2014
    assert release.rule_sets == ["three-stars", "performance", "specialisation-node", "strong-cluster"]


def test_every_step_is_told(numbers):
    told = []
    compute_figures(store(numbers), lambda step, done, total: told.append((done, total)))
    assert told == [(step, len(told)) for step in range(1, len(told) + 1)]


def test_a_release_without_regional_figures_is_refused():
    with pytest.raises(NothingToCompute):
        compute_figures(ReleaseFactory())
