"""A search of the directory is kept like other pages, and its alerts are switched on the personal page."""

import re
from html import unescape

import pytest
from django.test import Client

from portal.accounts.actions import save_view, switch_alerts
from portal.accounts.models import SavedView, User
from portal.accounts.permissions import NoAlerts, NotYours, can_be_alerted
from portal.accounts.personal_data import export_views
from portal.registry.memory import forget
from tests.internationalisation.directory.worlds import make_groups, make_places, organisation
from tests.internationalisation.factories import make_user
from tests.pages import assert_page
from tests.worlds import shared

OFFER, ON, STOP = "Mail me when a new organisation fits", "You get a mail when", "Stop these mails"


TOO_MANY = 10_001  # parameters; a request cannot have so many


def build() -> None:
    make_places()
    make_groups()
    organisation("Auto", "DE212", groups=["nace:C29"])


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


@pytest.fixture
def member(client: Client) -> User:
    user = make_user("reader@example.org")
    client.force_login(user)
    return user


def personal(client: Client) -> str:
    response = client.get("/account/")
    assert_page(response)
    return unescape(response.content.decode())


def search(owner: User, query: str = "country=DE") -> SavedView:
    return save_view(owner=owner, kind="directory", query=query, title="Germany")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "All cluster organisations"),
        ("?country=DE&group=nace:C29", "Country: Germany; Industry group: C29"),
        ("?q=nobody", "Words: nobody"),
        ("?region=DE2&view=map", "Region: Bayern"),
    ],
)
def test_a_saved_search_leads_back_to_it_under_a_name_of_its_choices(client: Client, member, query, title):
    html = client.get(f"/clusters/{query}").content.decode()
    form = html[html.index("/account/views/") :].partition("</form>")[0]
    sent = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    assert sent["title"].startswith(title)
    client.post("/account/views/", sent)
    assert f'href="/clusters/{query}"' in personal(client)
    assert "Search for organisations" in personal(client)


def test_visitors_are_led_to_the_sign_in_and_back(client: Client):
    html = client.get("/clusters/?country=DE").content.decode()
    assert "/account/views/" not in html
    assert "login/?next=%2Fclusters%2F%3Fcountry%3DDE" in html


def test_a_page_with_the_form_is_kept_by_no_cache(client: Client, member):
    assert "private" in client.get("/clusters/")["Cache-Control"]


def test_the_switch_is_set_and_taken_back_and_a_second_click_changes_nothing(client: Client, member):
    view = search(member)
    address = f"/account/views/{view.pk}/alerts/"
    assert OFFER in personal(client)
    client.post(address, {"on": "1"})
    view.refresh_from_db()
    since = view.alerts_since
    client.post(address, {"on": "1"})
    view.refresh_from_db()
    assert since is not None
    assert view.alerts_since == since
    html = personal(client)
    assert ON in html
    assert STOP in html
    assert OFFER not in html
    for _ in range(2):
        client.post(address, {"on": ""})
    view.refresh_from_db()
    assert view.alerts_since is None


def test_keeping_a_search_again_keeps_its_alerts(member):
    view = search(member)
    switch_alerts(view=view, user=member, is_on=True)
    assert search(member).alerts_since is not None


def test_only_searches_of_the_directory_and_of_ones_own_tell_what_is_new(client: Client, member):
    stranger, ranking = make_user("other@example.org"), save_view(owner=member, kind="ranking", query="", title="All")
    view = search(member)
    with pytest.raises(NotYours):
        switch_alerts(view=view, user=stranger, is_on=True)
    with pytest.raises(NoAlerts):
        switch_alerts(view=ranking, user=member, is_on=True)
    assert [can_be_alerted(view=one, user=member) for one in (view, ranking)] == [True, False]
    assert client.post(f"/account/views/{ranking.pk}/alerts/", {"on": "1"}).status_code == 404
    client.force_login(stranger)
    assert client.post(f"/account/views/{view.pk}/alerts/", {"on": "1"}).status_code == 404
    assert not SavedView.objects.exclude(alerts_since=None).exists()


@pytest.mark.parametrize("query", ["country=XX", "page=0", "&".join(["q=a"] * TOO_MANY)])
def test_a_search_that_the_directory_no_longer_understands_says_so_and_is_no_link(client: Client, member, query):
    view = search(member, query)
    html = personal(client)
    assert "the directory no longer knows" in html
    assert f"/clusters/?{query[:10]}" not in html
    assert OFFER not in html
    switch_alerts(view=view, user=member, is_on=True)
    html = personal(client)
    assert "sends no mails" in html
    assert STOP not in html
    assert ON not in html


def test_the_download_of_ones_data_says_since_when_alerts_are_on(member):
    switch_alerts(view=search(member), user=member, is_on=True)
    (row,) = export_views(member)
    assert row["alerts_since"] is not None


def test_the_personal_page_asks_no_more_for_many_searches(client: Client, member, django_assert_max_num_queries):
    """In a process that starts, too: what codes there are is read once."""
    search(member, "country=DE&group=nace:C29")
    search(member, "region=DE2")
    counts = []
    for country in ("AT", "US", "DE"):
        forget()
        with django_assert_max_num_queries(12) as asked:
            personal(client)
        counts.append(len(asked))
        search(member, f"country={country}&group=nace:C10")
    assert len(set(counts)) == 1


def test_the_directory_asks_no_more_of_members_than_it_may(client: Client, member, django_assert_max_num_queries):
    forget()
    with django_assert_max_num_queries(12):
        assert client.get("/clusters/?q=auto&country=DE").status_code == 200
