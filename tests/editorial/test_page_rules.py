import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from portal.editorial.models import EventPage, NewsPage, SectionPage, StandardPage
from portal.home.models import HomePage
from tests.editorial import factories
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "parents"),
    [
        (HomePage, {"Page"}),
        (SectionPage, {"HomePage"}),
        (StandardPage, {"HomePage", "SectionPage", "StandardPage"}),
        (NewsPage, {"NewsIndexPage"}),
        (EventPage, {"EventIndexPage"}),
    ],
)
def test_a_page_type_stands_only_under_its_parents(model, parents):
    assert {parent.__name__ for parent in model.allowed_parent_page_models()} == parents


def test_the_plain_wagtail_page_cannot_be_made_below_the_home_page():
    home = factories.make_home()
    assert not Page.can_create_at(home)


def test_a_home_page_has_one_news_index():
    home = factories.make_home()
    index = factories.make_news_index(home)
    assert not type(index).can_create_at(home)


def test_a_section_page_has_the_slug_of_a_section():
    home = factories.make_home()
    with pytest.raises(ValidationError, match="introduction of one of"):
        factories.make_section(home, "gardening")


def test_a_news_image_needs_a_description():
    page = NewsPage(title="News", slug="n", summary="S.", hero_image_id=1)
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert "hero_alt" in caught.value.message_dict


def test_an_event_does_not_end_before_it_starts():
    now = timezone.now()
    page = EventPage(title="E", slug="e", start=now, end=now - timezone.timedelta(hours=1), place="Lyon")
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert "end" in caught.value.message_dict


def test_an_event_has_a_place_or_a_link():
    now = timezone.now()
    with pytest.raises(ValidationError) as caught:
        EventPage(title="E", slug="e", start=now, end=now).clean()
    assert "place" in caught.value.message_dict


def test_region_codes_are_read_as_eurostat_writes_them():
    RegionFactory(code="EL30", version="2024")
    page = NewsPage(title="N", slug="n", region_codes=[" gr30"])
    page.clean()
    assert page.region_codes == ["EL30"]
    assert page.places == ["EL", "EL3", "EL30"]


def test_an_unknown_region_is_refused():
    with pytest.raises(ValidationError) as caught:
        NewsPage(title="N", slug="n", region_codes=["XX99"]).clean()
    assert "XX99" in str(caught.value)


def test_a_former_region_is_refused_because_visitors_meet_todays():
    RegionFactory(code="FR71", version="2013")
    with pytest.raises(ValidationError):
        NewsPage(title="N", slug="n", region_codes=["FR71"]).clean()
