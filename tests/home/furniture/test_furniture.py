"""Menu, footer and notices as editors make them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from portal.core import standing
from portal.core.menu import furniture, main_menu
from portal.home.furniture.models import FooterColumn, FooterLink, MenuEntry, MenuLink, Notice
from tests.editorial import factories
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    standing.forget()


@pytest.fixture
def home():
    return factories.make_home()


def read(client: Client, path: str = "/excellence/"):
    standing.forget()
    return assert_page(client.get(path))


def menu_labels(tree) -> list[str]:
    return [(link.text or "").strip() for link in every(tree, "a") if "ecl-menu__link" in (link.get("class") or "")]


def notice(**fields) -> Notice:
    return Notice.objects.create(**{"name": "Closed on Sunday.", **fields})


def test_without_entries_the_menu_is_the_usual_one(client: Client):
    assert menu_labels(read(client))[:2] == ["Observatory", "Excellence"]


def test_entries_of_editors_take_the_place_of_the_menu_in_their_order(client: Client, home):
    about = factories.make_standard(home)
    MenuEntry.objects.create(name="Second", address="/news/", position=2)
    MenuEntry.objects.create(name="First", page=about, position=1)
    MenuEntry.objects.create(name="Hidden", address="/events/", position=0, is_shown=False)
    tree = read(client)
    assert menu_labels(tree) == ["First", "Second"]
    assert "/about/" in [link.get("href") for link in every(tree, "a")]


def test_links_stand_below_their_entry(client: Client):
    entry = MenuEntry(name="Figures", address="/observatory/")
    entry.links = [MenuLink(name="Rankings", address="/observatory/rankings/", sort_order=1)]
    entry.save()
    assert "/observatory/rankings/" in [link.get("href") for link in every(read(client), "a")]
    assert [link.label for link in main_menu()[0].links] == ["Rankings"]


def test_an_entry_whose_page_is_taken_down_is_not_shown(client: Client, home):
    about = factories.make_standard(home)
    MenuEntry.objects.create(name="Kept", address="/news/")
    MenuEntry.objects.create(name="Gone", page=about)
    about.unpublish()
    assert menu_labels(read(client)) == ["Kept"]


def test_an_entry_follows_its_page_to_another_address(client: Client, home):
    about = factories.make_standard(home)
    MenuEntry.objects.create(name="About", page=about)
    about.slug = "who-we-are"
    about.save_revision().publish()
    assert "/who-we-are/" in [link.get("href") for link in every(read(client), "a")]


def test_the_entry_of_the_section_is_marked(client: Client):
    MenuEntry.objects.create(name="Good management", address="/excellence/")
    tree = read(client)
    marked = [link for link in every(tree, "a") if link.get("aria-current") == "true" and "menu" in link.get("class")]
    assert [link.text for link in marked] == ["Good management"]


def test_labels_are_in_the_language_of_the_reader_and_english_ones_say_so(client: Client):
    MenuEntry.objects.create(name="News", names={"fr": "Actualités"}, address="/news/", position=1)
    MenuEntry.objects.create(name="Figures", address="/observatory/", position=2)
    tree = read(client, "/fr/excellence/")
    links = [link for link in every(tree, "a") if "ecl-menu__link" in (link.get("class") or "")]
    assert [(link.text, link.get("lang"), link.get("href")) for link in links] == [
        ("Actualités", None, "/fr/news/"),
        ("Figures", "en", "/fr/observatory/"),
    ]


def test_an_entry_leads_to_the_translation_of_its_page(home):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    about = factories.make_standard(home)
    home.copy_for_translation(french).save_revision().publish()
    translated = about.copy_for_translation(french)
    translated.slug = "a-propos"
    translated.save_revision().publish()
    MenuEntry.objects.create(name="About", page=about)
    with translation.override("fr"):
        assert main_menu()[0].url == "/fr/a-propos/"


def test_columns_of_editors_stand_in_the_footer_and_the_legal_links_remain(client: Client):
    column = FooterColumn(name="Elsewhere")
    column.links = [FooterLink(name="Eurostat", address="https://ec.europa.eu/eurostat", sort_order=1)]
    column.save()
    addresses = [link.get("href") for link in every(read(client), "a")]
    assert "https://ec.europa.eu/eurostat" in addresses
    assert {"/legal-notice/", "/privacy/", "/accessibility/"} <= set(addresses)


def test_a_notice_stands_on_every_page_between_its_two_moments(client: Client, home):
    now = timezone.now()
    notice(ends_at=now + timedelta(hours=1))
    notice(name="Over.", starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    notice(name="To come.", starts_at=now + timedelta(days=1))
    for path in ("/", "/excellence/", "/nothing-here/"):
        standing.forget()
        html = client.get(path).content.decode()
        assert "Closed on Sunday." in html
        assert "Over." not in html
        assert "To come." not in html


def test_a_notice_that_is_remembered_begins_in_time(monkeypatch):
    """What was read once knows the moments: nothing need be read again for a notice to begin."""
    notice(starts_at=timezone.now() + timedelta(days=1))
    assert furniture().notices == ()
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr("portal.home.furniture.presenters.timezone.now", lambda: later)
    assert [one.title for one in furniture().notices] == ["Closed on Sunday."]


def test_more_words_of_a_notice_unfold_without_a_script(client: Client):
    notice(text="The building is closed.", level="warning", address="/news/")
    tree = read(client)
    assert "Closed on Sunday." in [(one.text or "").strip() for one in every(tree, "summary")]
    assert "Read more: Closed on Sunday." in ["".join(link.itertext()) for link in every(tree, "a")]


def test_a_notice_ends_after_it_starts():
    now = timezone.now()
    with pytest.raises(ValidationError) as caught:
        Notice(name="Never.", starts_at=now, ends_at=now - timedelta(hours=1)).full_clean()
    assert set(caught.value.message_dict) == {"ends_at"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "http://example.org/", "news"])
def test_an_address_is_a_path_or_a_whole_secure_one(address):
    with pytest.raises(ValidationError):
        MenuEntry(name="Entry", address=address).full_clean()


def test_a_link_leads_to_a_page_or_an_address_and_not_to_both(home):
    with pytest.raises(ValidationError):
        MenuEntry(name="Both", page=home, address="/news/").full_clean()
    with pytest.raises(ValidationError):
        MenuEntry(name="Nowhere").full_clean()


def test_all_of_it_is_read_in_one_query_and_then_kept(client: Client, django_assert_num_queries):
    for number in range(20):
        entry = MenuEntry(name=f"Entry {number}", address="/news/")
        entry.links = [MenuLink(name="Link", address="/events/", sort_order=1)]
        entry.save()
        notice(name=f"Notice {number}")
    with django_assert_num_queries(1):
        assert len(main_menu()) == 20
        assert len(main_menu()[0].links) == 1
