"""Keeping a page: anonymous readers are led to the sign-in and back, members keep its address under a name."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from portal.accounts.models import SavedView, User
from tests.accounts.factories import PASSWORD, make_member
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db
PAGES = {
    "/observatory/rankings/?country=DE": "ranking",
    "/observatory/?country=DE": "map",
    "/observatory/regions/DE21/?year=2013": "region",
    "/observatory/regions/DE2/?year=2013": "region",
}


@pytest.fixture
def member(client: Client) -> User:
    user = User.objects.create_user("reader@example.org", "a-long-password")
    client.force_login(user)
    return user


def form_of(html: str) -> dict[str, str]:
    """Fields of the form that keeps the page."""
    form = html[html.index("/account/views/") :].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


@pytest.mark.parametrize(("address", "kind"), PAGES.items())
def test_what_a_member_saves_leads_back_to_the_very_page(client: Client, member: User, address: str, kind: str):
    build_world()
    sent = form_of(client.get(address).content.decode())
    assert sent["kind"] == kind
    client.post("/account/views/", sent)
    client.post("/account/views/", sent)
    assert [view.title for view in member.saved_views.all()] == [sent["title"]]
    assert f'href="{address}"' in unescape(client.get("/account/").content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_an_anonymous_reader_comes_back_after_signing_in(client: Client, address: str):
    build_world()
    make_member()
    html = client.get(address).content.decode()
    assert "/account/views/" not in html
    link = unescape(re.search(r'href="([^"]*/login/\?next=[^"]*)" rel="nofollow"', html)[1])
    assert parse_qs(urlsplit(link).query)["next"] == [address]
    answer = client.post(link, {"login": "reader@example.org", "password": PASSWORD, "next": address})
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_a_page_with_a_form_is_kept_by_no_cache(client: Client, member: User):
    build_world()
    assert "private" in client.get("/observatory/rankings/")["Cache-Control"]


def test_a_parameter_that_stands_several_times_is_kept(client: Client, member: User):
    SavedView.objects.create(owner=member, kind="ranking", query="r=DE21&r=AT31", title="Two")
    assert "/observatory/rankings/?r=DE21&amp;r=AT31" in client.get("/account/").content.decode()


@pytest.mark.parametrize("query", ["year=2014", "code=../admin", "code="])
def test_a_view_that_names_no_page_is_listed_without_a_link(client: Client, member: User, query: str):
    SavedView.objects.create(owner=member, kind="region", query=query, title="Somewhere")
    html = client.get("/account/").content.decode()
    assert "Somewhere" in html
    assert "admin" not in re.sub(r"<footer.*", "", html, flags=re.DOTALL)


def test_nobody_else_sees_or_deletes_what_a_member_keeps(client: Client, member: User):
    view = SavedView.objects.create(owner=member, kind="map", query="", title="Mine alone")
    other = Client()
    other.force_login(User.objects.create_user("other@example.org", "a-long-password"))
    assert "Mine alone" not in other.get("/account/").content.decode()
    assert other.post(f"/account/views/{view.pk}/delete/").status_code == 404
    assert Client().post(f"/account/views/{view.pk}/delete/").status_code == 302
    assert member.saved_views.count() == 1
