import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from portal.accounts.models import User
from portal.editorial.models import EventPage, NewsPage, StandardPage
from portal.home.models import HomePage
from tests.pages import assert_page
from tests.worlds import shared

pytestmark = pytest.mark.django_db


def prepare() -> str:
    out = StringIO()
    call_command("prepare_site", stdout=out)
    return out.getvalue()


prepared = shared(prepare)  # what it said


def test_a_new_portal_has_a_home_page_at_its_root(client: Client, prepared):
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert_page(client.get("/"))


@pytest.mark.parametrize(
    "path",
    [
        *("/about/", "/legal-notice/", "/privacy/", "/accessibility/", "/contact/", "/cookies/", "/faq/"),
        *("/news/", "/events/", "/library/", "/videos/", "/fr/news/"),
    ],
)
def test_the_pages_that_the_footer_and_the_menu_lead_to_answer(client: Client, prepared, path):
    assert_page(client.get(path))


def test_a_second_run_has_nothing_to_do(prepared):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_created_at"))
    assert prepare() == "Nothing to do: pages, languages, groups and accounts stand.\n"
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_created_at")) == before


def test_what_editors_deleted_stays_deleted(prepared):
    StandardPage.objects.get(slug="legal-notice").delete()
    prepare()
    assert not StandardPage.objects.filter(slug="legal-notice").exists()


def test_the_password_is_shown_once_and_opens_the_editors_area(client: Client, prepared):
    shown = re.search(r"password\s+(\S+)", prepared)
    assert shown
    login = {"login": "editor@example.org", "password": shown.group(1)}
    assert client.post("/account/login/?next=/admin/", login).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert "password" not in prepare()


def test_every_language_of_the_interface_has_its_locale(prepared):
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "fr", "de"}


def test_the_groups_of_the_portal_take_the_place_of_wagtails(prepared):
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"Contributor", "Editor", "Moderator", "Cluster manager", "Analyst", "Administrator"}


def test_an_editor_may_publish(prepared):
    editor = User.objects.get(email="editor@example.org")
    assert HomePage.objects.get().permissions_for_user(editor).can_publish()


def test_one_event_lies_ahead_and_every_sample_is_marked(prepared):
    assert EventPage.objects.filter(start__gt=timezone.now()).exists()
    assert not EventPage.objects.filter(is_sample=False).exists()
    assert NewsPage.objects.count() == 4
