"""Maps and comparisons inside a text: chosen by code, checked when saved, read from the live release."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructValue

from observatory.blocks import MapBlock, RankingExcerptBlock, RegionComparisonBlock
from observatory.models import ClusterFigure, RegionClusters, Release
from portal.editorial.blocks import body_blocks
from portal.registry.memory import forget
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world(regions=6, groups=4)
    Release.objects.update(first_published_at=datetime(2026, 11, 22, tzinfo=UTC))


def region_codes(count: int) -> list[str]:
    return list(RegionClusters.objects.filter(region__level=2).values_list("region__code", flat=True).distinct())[
        :count
    ]


def a_group() -> str:
    return ClusterFigure.objects.filter(group__scheme="nace").values_list("group__code", flat=True).first() or ""


def made(block, **values):
    """A value as a form gives it."""
    return block.normalize({**{name: child.get_default() for name, child in block.child_blocks.items()}, **values})


def map_of(**values) -> StructValue:
    return made(MapBlock(), **{"measure": "stars", "group": "", "country": "", **values})


def comparison_of(regions, group="") -> StructValue:
    return made(RegionComparisonBlock(), regions=regions, group=group)


def test_a_map_shows_a_sentence_the_table_behind_it_and_the_date_of_the_release():
    html = MapBlock().render(map_of())
    assert 'src="/observatory.svg' in html
    assert "<details" in html
    assert "<table" in html
    assert "of 22 November 2026" in html


def test_the_title_of_a_map_leads_to_the_page_that_explains_it():
    html = MapBlock().render(map_of(measure="location_quotient", group=a_group()))
    assert f'href="/observatory/?group={a_group()}&amp;figure=location_quotient"' in html


def test_a_map_of_a_measure_that_needs_a_group_is_refused_without_one():
    with pytest.raises(ValidationError) as caught:
        MapBlock().clean(map_of(measure="location_quotient"))
    assert set(caught.value.block_errors) == {"group"}


def test_a_map_of_a_country_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        MapBlock().clean(map_of(country="QQ"))


def test_regions_stand_side_by_side_in_the_order_of_the_editor():
    codes = region_codes(3)[::-1]
    html = RegionComparisonBlock().render(comparison_of(codes))
    places = [html.index(f"/observatory/regions/{code}/") for code in codes]
    assert places == sorted(places)
    assert "Statistical clusters of regions" in html


def test_regions_are_compared_in_one_industry_group():
    html = RegionComparisonBlock().render(comparison_of(region_codes(2), a_group()))
    assert "Location quotient" in html
    assert f"/observatory/clusters/{region_codes(1)[0]}/nace/{a_group()}/" in html


def test_a_comparison_with_an_unknown_region_is_refused_and_names_it():
    with pytest.raises(ValidationError) as caught:
        RegionComparisonBlock().clean(comparison_of([*region_codes(1), "XX99"]))
    assert "XX99" in str(caught.value.block_errors["regions"])


def test_one_region_is_no_comparison():
    with pytest.raises(ValidationError):
        RegionComparisonBlock().clean(comparison_of(region_codes(1)))


@pytest.mark.parametrize("kind", ["map", "ranking", "comparison"])
def test_a_figure_whose_code_is_gone_after_a_new_release_says_so_in_words(kind):
    group = a_group()
    block, value = {
        "map": (MapBlock(), map_of(measure="location_quotient", group=group)),
        "ranking": (RankingExcerptBlock(), made(RankingExcerptBlock(), group=group)),
        "comparison": (RegionComparisonBlock(), comparison_of(region_codes(2), group)),
    }[kind]
    assert "<table" in block.render(value)
    ClusterFigure.objects.all().delete()
    forget()
    html = block.render(value)
    assert "has no figure to show here for: " in html
    assert group in html
    assert "<table" not in html


def test_a_comparison_says_that_the_release_lacks_one_of_its_regions():
    codes = region_codes(3)
    RegionClusters.objects.filter(region__code=codes[0]).delete()
    forget()
    html = RegionComparisonBlock().render(comparison_of(codes))
    assert "Not in this release: 1 of the regions chosen." in html


def test_a_page_takes_three_figures_that_ask_the_database():
    body = body_blocks()
    ranking = {"scheme": "nace", "group": a_group(), "rows": 3}
    cluster = {"region": region_codes(1)[0], "scheme": "nace", "group": a_group()}
    figures = [("ranking", ranking), ("map", dict(map_of())), ("cluster_figure", cluster)]
    body.clean(body.normalize(figures))
    with pytest.raises(ValidationError) as caught:
        body.clean(body.normalize([*figures, ("cluster_figure", cluster)]))
    assert "at most three" in str(caught.value.non_block_errors)


def test_a_placed_map_asks_once(django_assert_num_queries):
    MapBlock().render(map_of())
    with django_assert_num_queries(2):  # the release and its counts
        MapBlock().render(map_of())
