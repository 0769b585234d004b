"""The list of calls: states by date, order, facets, feed."""

from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from portal.editorial.calls.presenters import state_of
from portal.editorial.calls.queries import next_calls
from portal.editorial.models import CallPage, Topic
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index, make_programme
from tests.pages import assert_page, every
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    return make_call_index(factories.make_home())


def shown(response) -> list[str]:
    titles = [one for one in every(assert_page(response), "h3") if one.get("class") == "portal-item__title"]
    return [every(title, "a")[0].text for title in titles]


def states(client: Client, query: str = "") -> dict[str, str]:
    tree = assert_page(client.get(f"/calls/{query}"))
    nav = next(one for one in every(tree, "nav") if one.get("aria-label") == "State of the calls")
    return {link.text: link.get("href") for link in every(nav, "a")}


def options(response, name: str) -> dict[str, str]:
    select = next(one for one in every(assert_page(response), "select") if one.get("name") == name)
    return {option.get("value"): option.text.strip() for option in select.iter() if option.tag.endswith("option")}


def day(days: int):
    return timezone.localdate() + timedelta(days=days)


STATES = {
    "open": {"in_days": (5,)},
    "in its second stage": {"in_days": (-5, 5)},
    "over": {"in_days": (-5,)},
    "closed early": {"in_days": (5,), "closed_on": 0},
    "to be closed": {"in_days": (5,), "closed_on": 3},
    "forthcoming": {"in_days": (30,), "opens_on": 4},
    "opening today": {"in_days": (30,), "opens_on": 0},
    "announced without deadline": {"in_days": (), "opens_on": 4},
    "opened without deadline": {"in_days": (), "opens_on": -4},
    "continuous": {"in_days": (), "is_continuous": True},
    "continuous, after a cut-off": {"in_days": (-5,), "is_continuous": True},
    "continuous, ended": {"in_days": (), "is_continuous": True, "closed_on": -1},
}
EXPECTED = {
    "open": "open",
    "in its second stage": "open",
    "over": "closed",
    "closed early": "closed",
    "to be closed": "open",
    "forthcoming": "forthcoming",
    "opening today": "open",
    "announced without deadline": "forthcoming",
    "opened without deadline": "open",
    "continuous": "open",
    "continuous, after a cut-off": "open",
    "continuous, ended": "closed",
}


def with_days(values: dict) -> dict:
    return {name: day(value) if name in ("opens_on", "closed_on") else value for name, value in values.items()}


@pytest.mark.parametrize("name", STATES)
def test_the_state_of_a_call_follows_from_its_dates(calls, name):
    make_call(calls, "one", **with_days(STATES[name]))
    page = CallPage.objects.as_of().get()
    assert page.state == EXPECTED[name]


@pytest.mark.parametrize("name", STATES)
def test_a_call_by_itself_has_the_state_that_the_list_gives_it(calls, name):
    make_call(calls, "one", **with_days(STATES[name]))
    page = CallPage.objects.as_of().get()
    assert state_of(page, [one.moment for one in page.deadlines.all()], page.asked_at) == page.state


def test_a_call_closes_at_the_minute_of_its_deadline(calls):
    page = make_call(calls, "one")
    moment = page.deadlines.get().moment
    before, at = moment - timedelta(seconds=1), moment
    assert [CallPage.objects.as_of(one).get().state for one in (before, at)] == ["open", "closed"]


def test_what_closes_next_stands_first_and_what_is_closed_last(client: Client, calls):
    make_call(calls, "later", in_days=(20,))
    make_call(calls, "always", in_days=(), is_continuous=True)
    make_call(calls, "long-over", in_days=(-20,))
    make_call(calls, "just-over", in_days=(-2,))
    make_call(calls, "stages", in_days=(-9, 3))
    make_call(calls, "early", in_days=(1,), closed_on=day(-1))
    assert shown(client.get("/calls/?status=all")) == ["Stages", "Later", "Always", "Early", "Just-Over", "Long-Over"]


def test_open_and_forthcoming_calls_are_shown_unless_another_state_is_chosen(client: Client, calls):
    make_call(calls, "open")
    make_call(calls, "soon", in_days=(40,), opens_on=day(9))
    make_call(calls, "gone", in_days=(-2,))
    assert shown(client.get("/calls/")) == ["Open", "Soon"]
    assert states(client) == {
        "Open and forthcoming (2)": "/calls/",
        "Open (1)": "/calls/?status=open",
        "Forthcoming (1)": "/calls/?status=forthcoming",
        "Closed (1)": "/calls/?status=closed",
        "All calls (3)": "/calls/?status=all",
    }
    assert shown(client.get("/calls/?status=closed")) == ["Gone"]
    assert client.get("/calls/?status=current")["Location"] == "/calls/"


def test_the_time_left_stands_in_words(client: Client, calls):
    make_call(calls, "soon", in_days=(12,))
    make_call(calls, "opens", in_days=(40,), opens_on=day(9))
    make_call(calls, "always", in_days=(), is_continuous=True)
    html = client.get("/calls/").content.decode()
    assert "closes in 12 days" in html
    assert "opens in 9 days" in html
    assert "stays open, no deadline" in html


@pytest.fixture
def varied(calls):
    RegionFactory(code="DE21", version="2024", name_latin="Oberbayern")
    green = Topic.objects.create(name="Green transition", slug="green")
    cars = IndustryGroupFactory(code="C29")
    make_call(
        calls, "cars", region_codes=["DE21"], groups=[cars], topics=[green], programme=make_programme(),
        applicants=["sme", "cluster-organisation"], partners_wanted=["pilot"],
    )  # fmt: skip
    make_call(calls, "plain", countries=["DE"], applicants=["sme"])
    make_call(calls, "gone", in_days=(-3,), countries=["DE"], applicants=["sme"])
    return calls


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("who=cluster-organisation", ["Cars"]),
        ("programme=single-market", ["Cars"]),
        ("topic=green", ["Cars"]),
        ("country=DE", ["Cars", "Plain"]),
        ("region=DE21", ["Cars"]),
        ("group=nace:C29", ["Cars"]),
        ("partner=pilot", ["Cars"]),
        ("status=closed&country=DE", ["Gone"]),
    ],
)
def test_a_facet_narrows_the_list(client: Client, varied, query, titles):
    assert sorted(shown(client.get(f"/calls/?{query}"))) == titles


def test_facets_count_what_is_left_of_the_chosen_state(client: Client, varied):
    response = client.get("/calls/")
    assert options(response, "who") == {
        "": "All",
        "sme": "Small and medium-sized enterprises (2)",
        "cluster-organisation": "Cluster organisations (1)",
    }
    assert options(response, "programme") == {"": "All", "single-market": "Single market (1)"}
    assert options(response, "partner") == {"": "All", "pilot": "Pilot or demonstration site (1)"}
    assert states(client, "?who=sme")["All calls (3)"] == "/calls/?status=all&who=sme"


@pytest.mark.parametrize("query", ["status=old", "who=nobody", "programme=none", "partner=x", "country=XX"])
def test_a_value_that_does_not_exist_is_a_bad_choice(client: Client, varied, query):
    for path in ("/calls/", "/calls/feed.atom", "/calls/deadlines.ics"):
        assert client.get(f"{path}?{query}").status_code == 400


def test_the_feed_holds_what_the_filters_choose(client: Client, varied):
    response = client.get("/calls/feed.atom?who=cluster-organisation")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Cars"]
    assert "Deadline: " in feed.entries[0].summary
    tag = response["ETag"]
    assert client.get("/calls/feed.atom?who=cluster-organisation", headers={"If-None-Match": tag}).status_code == 304


def test_the_page_leads_to_the_feed_and_the_calendar_of_its_filters(client: Client, varied):
    html = client.get("/calls/?who=sme").content.decode()
    assert 'href="/calls/feed.atom?who=sme"' in html
    assert 'href="/calls/deadlines.ics?who=sme"' in html


def test_an_empty_list_says_so_and_leads_on(client: Client, calls):
    make_call(calls, "gone", in_days=(-3,))
    html = client.get("/calls/").content.decode()
    assert "No open or forthcoming calls" in html
    assert "Closed (1)" in html


def test_drafts_are_shown_nowhere(client: Client, calls):
    make_call(calls, "draft", live=False)
    assert shown(client.get("/calls/?status=all")) == []
    assert "Draft" not in client.get("/calls/feed.atom").content.decode()
    assert list(next_calls("en")[:3]) == []


def test_the_next_calls_are_open_ones_and_those_that_close_first(calls):
    make_call(calls, "second", in_days=(5,))
    make_call(calls, "first", in_days=(3,))
    make_call(calls, "soon", in_days=(4,), opens_on=day(2))
    assert [page.slug for page in next_calls("en")[:3]] == ["first", "second"]


def test_the_list_costs_the_same_for_few_and_for_many(client: Client, varied, django_assert_num_queries):
    client.get("/calls/")
    with django_assert_num_queries(QUERIES):
        client.get("/calls/")
    for number in range(15):
        make_call(varied, f"call-{number}", in_days=(3, 9), countries=["DE"])
    with django_assert_num_queries(QUERIES):
        client.get("/calls/")


QUERIES = 7
