"""Languages as visitors and search engines meet them."""

import re

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale

from portal.core import languages
from portal.core.models import Language
from portal.registry.memory import forget
from portal.registry.models import IndustryGroup
from tests.editorial import factories
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db

BASE = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
OPEN = ("en", "fr", "de", "et")
STATISTICS = (
    "/observatory/",
    "/observatory/?group=C29&figure=location_quotient",
    "/observatory/regions/",
    "/observatory/regions/DE21/",
    "/observatory/regions/DE21/similar/",
    "/observatory/regions/DE21/relatedness/",
    "/observatory/industries/",
    "/observatory/industries/nace/C29/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/rankings/",
    "/observatory/rankings/?country=DE&sort=region",
    "/observatory/compare/?r=DE21&r=DEAA",
    "/observatory/custom/?r=DE21&r=DEAA",
    "/observatory/questions/",
    "/observatory/questions/growing-industries/",
    "/observatory/exposure/",
    "/observatory/gaps/",
    "/observatory/changes/",
    "/observatory/methodology/",
    "/observatory/data/",
    "/observatory/policy/",
)
EDITORIAL = ("/", "/news/", "/news/first/", "/events/", "/events/first/", "/about/", "/excellence/", "/emerging/")


@pytest.fixture(autouse=True)
def _open() -> None:
    for position, code in enumerate(OPEN):
        Language.objects.create(code=code, state=Language.State.OPEN, position=position)
    Language.objects.create(code="mt", state=Language.State.PREPARED, position=9)
    languages.forget()


@pytest.fixture
def home():
    home = factories.make_home()
    news, events = factories.make_news_index(home), factories.make_event_index(home)
    factories.make_news(news, "first")
    factories.make_event(events, "first")
    factories.make_standard(home)
    factories.make_section(home)
    return home


@pytest.fixture
def french(home):
    """The home page and "about" in French, with a slug of its own."""
    locale, _created = Locale.objects.get_or_create(language_code="fr")
    translated = home.copy_for_translation(locale)
    translated.save_revision().publish()
    about = home.get_children().get(slug="about").specific.copy_for_translation(locale)
    about.slug, about.title = "a-propos", "À propos"
    about.save_revision().publish()
    return about


def hreflang(tree) -> dict[str, str]:
    """Addresses by language in the head, without the host."""
    links = [link for link in every(tree, "link") if link.get("rel") == "alternate" and link.get("hreflang")]
    return {link.get("hreflang"): link.get("href").removeprefix(BASE) for link in links}


def canonical(tree) -> str:
    (link,) = [link for link in every(tree, "link") if link.get("rel") == "canonical"]
    return link.get("href").removeprefix(BASE)


class TestClosed:
    @pytest.mark.parametrize("path", ["/mt/", "/mt/about/", "/mt/observatory/regions/DE21/", "/pl/news/?page=2"])
    def test_an_address_of_a_closed_language_is_not_found(self, client: Client, home, path):
        response = client.get(path)
        assert response.status_code == 404
        assert 'lang="en"' in response.content.decode()

    def test_it_leads_to_the_same_page_in_the_open_languages(self, client: Client, home):
        text = client.get("/mt/observatory/rankings/?country=DE").content.decode()
        assert "The portal is not available in Maltese." in text
        for code, prefix, name in (("en", "", "English"), ("fr", "/fr", "Français"), ("et", "/et", "Eesti")):
            address = f"{prefix}/observatory/rankings/?country=DE"
            assert f'href="{address}" lang="{code}" hreflang="{code}">{name}</a>' in text

    def test_a_page_that_editors_prepare_leads_to_its_translations(self, client: Client, home, french):
        maltese, _created = Locale.objects.get_or_create(language_code="mt")
        home.copy_for_translation(maltese)
        about = home.get_children().get(slug="about").specific.copy_for_translation(maltese)
        about.slug = "dwarna"
        about.save_revision().publish()
        text = client.get("/mt/dwarna/").content.decode()
        assert 'href="/about/" lang="en" hreflang="en">English</a>' in text
        assert 'href="/fr/a-propos/" lang="fr" hreflang="fr">Français</a>' in text
        assert 'href="/de/about/" lang="de" hreflang="de">Deutsch</a>' in text

    def test_a_file_of_a_closed_language_is_refused_in_plain_words(self, client: Client, home):
        response = client.get("/mt/observatory/rankings.csv")
        assert response.status_code == 404
        assert response.headers["Content-Type"].startswith("text/plain")

    def test_nothing_is_written_at_an_address_of_a_closed_language(self, client: Client, home):
        assert client.post("/mt/account/login/", {"login": "a", "password": "b"}).status_code == 404

    def test_a_language_that_is_closed_again_is_gone(self, client: Client, home):
        assert client.get("/et/").status_code == 200
        Language.objects.filter(code="et").update(state=Language.State.UNUSED)
        languages.forget()
        assert client.get("/et/").status_code == 404
        assert "/et/" not in client.get("/").content.decode()


class TestHreflang:
    def assert_reciprocal(self, client: Client, path: str) -> None:
        tree = assert_page(client.get(path))
        found = hreflang(tree)
        assert found["x-default"] == found["en"]
        for code, address in found.items():
            other = assert_page(client.get(address))
            assert hreflang(other) == found, address
            assert canonical(other) == address
            assert code in (other.get("lang"), "x-default")

    @pytest.mark.parametrize("path", STATISTICS)
    def test_statistics_pages_stand_in_every_open_language(self, client: Client, path):
        build_world(regions=30, groups=8)
        factories.make_home()
        tree = assert_page(client.get(path, follow=True))
        assert set(hreflang(tree)) == {*OPEN, "x-default"}
        self.assert_reciprocal(client, canonical(tree))

    @pytest.mark.parametrize("path", EDITORIAL)
    def test_editors_pages_stand_in_the_languages_that_they_are_translated_into(self, client: Client, french, path):
        tree = assert_page(client.get(path))
        self.assert_reciprocal(client, canonical(tree))
        if path in ("/", "/about/"):
            assert set(hreflang(tree)) == {"en", "fr", "x-default"}

    def test_an_alias_is_no_translation(self, client: Client, home):
        locale, _created = Locale.objects.get_or_create(language_code="fr")
        first = home.get_descendants().get(slug="first", url_path__contains="news").specific
        copy = first.copy_for_translation(locale, copy_parents=True)
        copy.save_revision().publish()
        tree = assert_page(client.get("/fr/news/"))
        assert "fr" not in hreflang(tree)
        assert canonical(tree) == "/news/"
        assert set(hreflang(assert_page(client.get("/fr/news/first/")))) == {"en", "fr", "x-default"}


class TestUntranslated:
    def test_it_says_so_and_marks_its_language(self, client: Client, french):
        tree = assert_page(client.get("/fr/news/first/"))
        assert tree.get("lang") == "fr"
        text = client.get("/fr/news/first/").content.decode()
        assert "portal-notification" in text
        assert re.search(r'<header class="portal-page-header" lang="en">', text)
        assert re.search(r'<article class="portal-article" lang="en">', text)
        assert canonical(tree) == "/news/first/"
        assert "fr" not in hreflang(tree)

    def test_a_translated_page_says_nothing(self, client: Client, french):
        text = client.get("/fr/a-propos/").content.decode()
        assert "portal-notification" not in text
        assert 'lang="en"' not in text.partition("<main")[2]

    def test_the_language_list_says_where_it_is_not_translated(self, client: Client, french):
        text = client.get("/about/").content.decode()
        links = re.findall(r'<a [^>]*href="([^"]+)" hreflang="(\w+)".*?</a>', text, re.DOTALL)
        untranslated = re.findall(r'hreflang="(\w+)"[^>]*>(?:(?!</a>).)*portal-languages__note', text, re.DOTALL)
        marked = {code: (path, code in untranslated) for path, code in links}
        assert marked == {
            "en": ("/about/", False), "fr": ("/fr/a-propos/", False), "de": ("/de/about/", True),
            "et": ("/et/about/", True),
        }  # fmt: skip

    def test_the_originals_address_leads_to_the_translation(self, client: Client, french):
        response = client.get("/fr/about/")
        assert response.status_code == 302
        assert response.url == "/fr/a-propos/"

    def test_its_title_in_a_list_is_marked(self, client: Client, home):
        text = client.get("/fr/news/").content.decode()
        assert 'href="/fr/news/first/" lang="en">First</a>' in text

    def test_an_interface_without_translations_is_marked_as_english(self, client: Client, home):
        estonian, _created = Locale.objects.get_or_create(language_code="et")
        about = home.get_children().get(slug="about").specific.copy_for_translation(estonian, copy_parents=True)
        about.save_revision().publish()
        tree = assert_page(client.get("/et/about/"))
        assert (tree.get("lang"), every(tree, "body")[0].get("lang")) == ("et", "en")
        assert '<header class="portal-page-header" lang="et">' in client.get("/et/about/").content.decode()
        assert "portal-notification" in client.get("/et/news/first/").content.decode()
        assert every(assert_page(client.get("/fr/about/")), "body")[0].get("lang") is None

    def test_the_introduction_of_a_section_is_marked(self, client: Client, home):
        text = client.get("/fr/excellence/").content.decode()
        assert re.search(r'<header class="portal-page-header" lang="en">', text)


class TestMachines:
    def test_sitemaps_hold_open_languages_alone(self, client: Client, home):
        build_world(regions=3, groups=2)
        text = client.get("/sitemap-regions.xml").content.decode()
        assert f"<loc>{BASE}/et/observatory/regions/DE21/</loc>".replace(BASE, "") in re.sub(
            r"https?://[^/<]+", "", text
        )
        assert "/mt/" not in text
        assert set(re.findall(r'hreflang="([\w-]+)"', text)) == {*OPEN, "x-default"}

    def test_pages_in_preparation_are_in_no_sitemap(self, client: Client, home):
        maltese, _created = Locale.objects.get_or_create(language_code="mt")
        home.copy_for_translation(maltese).save_revision().publish()
        assert "/mt/" not in client.get("/sitemap-pages.xml").content.decode()

    def test_robots_read_of_open_languages_alone(self, client: Client):
        text = client.get("/robots.txt").content.decode()
        assert "Disallow: /et/account/" in text
        assert "/mt/" not in text

    @pytest.mark.parametrize(
        ("path", "code"), [("/about/", "en"), ("/fr/about/", "fr"), ("/et/observatory/data/", "et")]
    )
    def test_an_answer_names_its_language_and_depends_on_nothing_else(self, client: Client, home, path, code):
        response = client.get(path, headers={"Accept-Language": "de"})
        assert response.headers["Content-Language"] == code
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_a_closed_languages_address_costs_few_queries(client: Client, home, django_assert_max_num_queries):
    client.get("/mt/about/")
    with django_assert_max_num_queries(4):
        client.get("/mt/about/")


def test_a_group_that_has_no_name_in_the_language_is_marked_as_english(client: Client):
    build_world(regions=3, groups=2)
    factories.make_home()
    IndustryGroup.objects.update(names={"fr": "Nom français"})
    forget()
    text = client.get("/et/observatory/industries/").content.decode()
    assert re.search(r'<span lang="en">[^<]*\b[A-Z]\d\d ', text)
    assert '<span lang="en">' not in client.get("/fr/observatory/industries/").content.decode().partition("<main")[2]
