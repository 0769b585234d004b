import pytest
from wagtail.models import PageViewRestriction

from portal.core.panels import About, Panel, Subject, panels_for
from tests.editorial import factories
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db

UPPER_BAVARIA = About(region_codes=("DE21",), country_code="DE")


@pytest.fixture
def news():
    for code in ("DE", "DE2", "DE21", "DE212", "DE22", "FR"):
        RegionFactory(code=code, version="2024")
    return factories.make_news_index(factories.make_home())


def titles(about: About, subject: Subject = Subject.PLACE, key: str = "news") -> list[str]:
    return sorted(row.title for row in panel_of(subject, about, key).rows)


def panel_of(subject: Subject, about: About, key: str) -> Panel:
    return next(panel for panel in panels_for(subject, about, None) if panel.key == key)


def test_calls_stand_before_events_and_these_before_news(news):
    keys = [panel.key for panel in panels_for(Subject.PLACE, UPPER_BAVARIA, None)]
    assert [key for key in keys if key in ("calls", "events", "news")] == ["calls", "events", "news"]


def test_a_place_shows_what_names_it_what_lies_around_and_what_lies_inside(news):
    factories.make_news(news, "itself", region_codes=["DE21"])
    factories.make_news(news, "country", region_codes=["DE"])
    factories.make_news(news, "inside", region_codes=["DE212"])
    factories.make_news(news, "neighbour", region_codes=["DE22"])
    factories.make_news(news, "abroad", region_codes=["FR"])
    assert titles(UPPER_BAVARIA) == ["Country", "Inside", "Itself"]


def test_a_country_shows_what_names_its_regions(news):
    factories.make_news(news, "region", region_codes=["DE21"])
    assert titles(About(region_codes=("DE",), country_code="DE")) == ["Region"]


def test_an_industry_group_shows_what_names_it(news):
    cars, ships = IndustryGroupFactory(code="C29"), IndustryGroupFactory(code="C30")
    factories.make_news(news, "cars", groups=[cars])
    factories.make_news(news, "ships", groups=[ships])
    about = About(scheme="nace", group_code="C29")
    assert titles(about, Subject.INDUSTRY_GROUP) == ["Cars"]


def test_a_cluster_shows_what_fits_both_its_place_and_its_group(news):
    cars, ships = IndustryGroupFactory(code="C29"), IndustryGroupFactory(code="C30")
    factories.make_news(news, "cars-everywhere", groups=[cars])
    factories.make_news(news, "cars-here", groups=[cars], region_codes=["DE21"])
    factories.make_news(news, "anything-here", region_codes=["DE21"])
    factories.make_news(news, "ships-here", groups=[ships], region_codes=["DE21"])
    factories.make_news(news, "cars-abroad", groups=[cars], region_codes=["FR"])
    about = About(region_codes=("DE21",), country_code="DE", scheme="nace", group_code="C29")
    assert titles(about, Subject.STATISTICAL_CLUSTER) == ["Anything-Here", "Cars-Everywhere", "Cars-Here"]


def test_a_panel_counts_all_and_shows_three(news):
    for number in range(5):
        factories.make_news(news, f"item-{number}", region_codes=["DE21"])
    panel = panel_of(Subject.PLACE, UPPER_BAVARIA, "news")
    assert (len(panel.rows), panel.count) == (3, 5)


def test_several_groups_do_not_multiply_a_page(news):
    groups = [IndustryGroupFactory(code=code) for code in ("C29", "C30")]
    factories.make_news(news, "both", groups=groups, region_codes=["DE21"])
    about = About(region_codes=("DE21",), scheme="nace", group_code="C29")
    panel = panel_of(Subject.STATISTICAL_CLUSTER, about, "news")
    assert panel.count == 1


def test_past_events_are_not_announced(news):
    events = factories.make_event_index(news.get_parent().specific)
    factories.make_event(events, "gone", in_days=-3, region_codes=["DE21"])
    factories.make_event(events, "soon", in_days=3, region_codes=["DE21"])
    assert titles(UPPER_BAVARIA, key="events") == ["Soon"]


def test_an_empty_panel_has_its_sentence(news):
    panel = panel_of(Subject.PLACE, UPPER_BAVARIA, "events")
    assert (panel.count, panel.rows) == (0, ())
    assert panel.empty


def test_all_panels_cost_one_query_once_the_sites_addresses_are_known(news, django_assert_num_queries):
    for number in range(4):
        factories.make_news(news, f"item-{number}", region_codes=["DE21"])
    panels_for(Subject.PLACE, UPPER_BAVARIA, None)
    with django_assert_num_queries(1):
        panels_for(Subject.PLACE, UPPER_BAVARIA, None)


def test_what_lies_below_a_restricted_page_is_not_shown(news):
    factories.make_news(news, "members-only", region_codes=["DE21"])
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert titles(UPPER_BAVARIA) == []
