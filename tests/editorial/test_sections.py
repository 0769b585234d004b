import pytest
from django.test import Client
from wagtail.models import Locale

from portal.core.introductions import introduction_to
from portal.editorial.models import Topic
from tests.editorial import factories
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db

SECTIONS = ["excellence", "internationalisation", "emerging"]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_section_has_a_landing_page_before_editors_write_anything(client: Client, section, prefix):
    assert_page(client.get(f"{prefix}/{section}/"))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_shows_what_editors_wrote(client: Client, section):
    body = [("text", "<p>Written by editors.</p>")]
    factories.make_section(factories.make_home(), section, title="Our title", introduction=body)
    tree = assert_page(client.get(f"/{section}/"))
    assert every(tree, "h1")[0].text == "Our title"
    assert "Written by editors." in [paragraph.text for paragraph in every(tree, "p")]


def test_the_introduction_of_a_draft_is_not_shown():
    factories.make_section(factories.make_home(), "excellence", lead="Secret.", live=False)
    assert introduction_to("excellence").lead == ""


def test_the_introduction_names_the_sections_pages():
    section = factories.make_section(factories.make_home(), "observatory")
    factories.make_standard(section, "about", title="About the Observatory")
    links = introduction_to("observatory").links
    assert [(link.label, link.url) for link in links] == [("About the Observatory", "/observatory/about/")]


def test_a_reader_of_french_sees_the_french_introduction_where_there_is_one(client: Client):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    home = factories.make_home()
    section = factories.make_section(home, "excellence", lead="In English.")
    home.copy_for_translation(french).save_revision().publish()
    translated = section.copy_for_translation(french)
    translated.lead = "En français."
    translated.save_revision().publish()
    assert "En français." in client.get("/fr/excellence/").content.decode()
    assert "In English." in client.get("/excellence/").content.decode()


def test_a_page_without_translation_answers_below_a_translated_home(client: Client):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    home = factories.make_home()
    factories.make_news_index(home)
    home.copy_for_translation(french).save_revision().publish()
    assert_page(client.get("/fr/"))
    assert_page(client.get("/fr/news/"))
    assert client.get("/fr/nothing-here/").status_code == 404


def addresses(tree) -> dict[str, str]:
    """What the language list of a page leads to."""
    return {link.get("hreflang"): link.get("href") for link in every(tree, "a") if link.get("hreflang")}


@pytest.mark.parametrize("path", ["/about/", "/fr/about/"])
def test_the_language_list_leads_to_the_same_page(client: Client, path):
    factories.make_standard(factories.make_home())
    tree = assert_page(client.get(path))
    assert addresses(tree) == {"en": "/about/", "fr": "/fr/about/", "de": "/de/about/"}


def test_the_language_list_leads_to_a_translation_under_its_own_slug(client: Client):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    home = factories.make_home()
    page = factories.make_standard(home)
    home.copy_for_translation(french).save_revision().publish()
    translated = page.copy_for_translation(french)
    translated.slug = "a-propos"
    translated.save_revision().publish()
    expected = {"en": "/about/", "fr": "/fr/a-propos/", "de": "/de/about/"}
    assert addresses(assert_page(client.get("/about/"))) == expected
    assert addresses(assert_page(client.get("/fr/a-propos/"))) == expected


def test_the_language_list_of_the_home_page_leads_home(client: Client):
    factories.make_home()
    assert addresses(assert_page(client.get("/fr/"))) == {"en": "/", "fr": "/fr/", "de": "/de/"}


class TestLatest:
    """News, events and calls on the landing pages of sections."""

    @pytest.fixture
    def topics(self):
        return [Topic.objects.create(name=name, slug=name.lower()) for name in ("Training", "Energy")]

    @pytest.fixture
    def home(self, topics):
        home = factories.make_home()
        news, events = factories.make_news_index(home), factories.make_event_index(home)
        for topic in topics:
            factories.make_news(news, f"news-{topic.slug}", topics=[topic])
            factories.make_event(events, f"event-{topic.slug}", topics=[topic])
        factories.make_news(news, "both", topics=topics)
        return home

    def shown(self, client: Client, path: str = "/excellence/") -> set[str]:
        links = {link.get("href") for link in every(assert_page(client.get(path)), "a")}
        return {link for link in links if link.startswith(("/news/", "/events/")) and link.count("/") == 3}

    def test_a_section_shows_what_is_on_its_topics_once(self, client: Client, home, topics):
        section = factories.make_section(home, "excellence")
        section.topics.set(topics[:1])
        section.save()
        assert self.shown(client) == {"/news/news-training/", "/news/both/", "/events/event-training/"}
        assert client.get("/excellence/").content.decode().count("/news/both/") == 1

    @pytest.mark.parametrize("is_written", [True, False])
    def test_a_section_without_topics_shows_the_latest_of_all(self, client: Client, home, is_written):
        if is_written:
            factories.make_section(home, "excellence")
        assert {"/news/news-energy/", "/news/news-training/", "/news/both/"} <= self.shown(client)

    def test_the_observatory_has_news_and_events_too(self, client: Client, home):
        build_world(regions=3, groups=2)
        assert {"/news/both/", "/events/event-energy/"} <= self.shown(client, "/observatory/")

    def test_a_section_costs_three_queries(self, home, topics, django_assert_num_queries):
        section = factories.make_section(home, "excellence")
        section.topics.set(topics)
        section.save()
        factories.make_standard(section, "more")
        introduction_to("excellence")
        with django_assert_num_queries(3):
            assert len(introduction_to("excellence").latest) == 2
