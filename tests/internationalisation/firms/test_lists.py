"""Member lists and the search: who is shown to whom, how they are narrowed, and what is never shown."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from portal.registry.models import Firm, FirmYear, Standing
from tests.internationalisation.factories import make_member as make_person
from tests.internationalisation.firms.worlds import make_member, make_organisation, make_reference
from tests.registry.factories import CountryFactory, FirmFactory, IndustryFactory

pytestmark = pytest.mark.django_db

SEARCH = "/clusters/members/"


@pytest.fixture(autouse=True)
def world():
    make_reference()


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def names(client, query="", path=SEARCH):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    return [row.name for row in response.context["rows"]]


def members_of(organisation):
    return f"{organisation.get_absolute_url()}members/"


def test_a_row_says_where_a_firm_is_what_it_does_and_since_when_it_is_a_member(client):
    organisation = make_organisation()
    make_member(organisation, "Motor AG", town="München", website="https://motor.example/", year_founded=1950)

    page = text(client, members_of(organisation))

    for words in ("Motor AG", "München", "DE212", "Manufacture of motor vehicles (C2910)", "member since 2020",
                  "small (10 to 49 persons)", "founded 1950", "https://motor.example/"):  # fmt: skip
        assert words in page


def test_invented_firms_stand_in_the_search_only_while_there_are_no_real_ones(client):
    invented = make_organisation("Example", is_demonstration=True)
    make_member(invented, "Invented", is_demonstration=True)
    assert names(client) == ["Invented"]

    make_member(make_organisation(), "Real")

    assert names(client) == ["Real"]
    assert names(client, path=members_of(invented)) == ["Invented"]


def test_the_search_finds_members_of_public_organisations_only(client):
    make_member(make_organisation(), "Shown")
    make_member(make_organisation("Draft", live=False), "Of a draft")
    make_member(make_organisation("Suspended", standing=Standing.SUSPENDED), "Of a suspended one")
    make_member(make_organisation("Stale", confirmed_on=localdate() - timedelta(days=600)), "Of a stale one")
    FirmFactory(name="Nobody's member")

    assert names(client) == ["Shown"]
    assert names(client, "members=former") == []


def test_an_organisation_that_is_not_public_is_not_named_beside_a_firm(client):
    firm = make_member(make_organisation(), "Shown")
    firm.memberships.create(organisation=make_organisation("Secret draft", live=False))

    assert "Secret draft" not in text(client, SEARCH)


def test_the_member_list_of_a_draft_is_for_those_who_keep_it(client):
    organisation = make_organisation(live=False)
    make_member(organisation, "Of a draft")

    assert client.get(members_of(organisation)).status_code == 404
    client.force_login(make_person(organisation))
    assert "Of a draft" in text(client, members_of(organisation))


def test_former_members_are_listed_apart(client):
    organisation = make_organisation()
    make_member(organisation, "Current")
    make_member(organisation, "Former", left_on=date(2022, 5, 1))

    assert names(client, path=members_of(organisation)) == ["Current"]
    assert names(client, "members=former", members_of(organisation)) == ["Former"]
    assert "member from 2020 to 2022" in text(client, f"{members_of(organisation)}?members=former")


def test_a_firm_that_came_back_is_listed_once(client):
    organisation = make_organisation()
    firm = make_member(organisation, "Came back", left_on=date(2021, 1, 1))
    firm.memberships.create(organisation=organisation, joined_on=date(2023, 1, 1))

    response = client.get(members_of(organisation))

    assert [row.name for row in response.context["rows"]] == ["Came back"]
    assert response.context["count"] == "1 firm"


@pytest.mark.parametrize(
    "query",
    ["q=alp", "q=ALPHA+ulm", "country=IT", "region=IT", "industry=J62", "size=large", "q=ulm"],
)
def test_each_choice_narrows_the_list(client, query):
    organisation = make_organisation()
    make_member(organisation, "Beta")
    italy = CountryFactory(code="IT")
    IndustryFactory(code="J62", level=2)
    make_member(organisation, "Alpha", country=italy, region_code="ITC11", nace="J6201", size_class="large", town="Ulm")

    assert names(client, query) == ["Alpha"]


@pytest.mark.parametrize("words", ["o'bri", "d.o.o.", "at&t", "Ulm brien", "\\ & | ! 'Ulm", "(ulm"])
def test_words_may_hold_any_sign(client, words):
    make_member(make_organisation(), "O'Brien AT&T d.o.o.", town="Ulm")

    assert names(client, urlencode({"q": words})) == ["O'Brien AT&T d.o.o."]


def test_words_are_found_by_their_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "firms_by_word" in Firm.objects.with_words("alpha ulm").explain()


@pytest.mark.parametrize("query", ["region=DE21", "industry=C29", "group=ecosystems:mobility", "size=small"])
def test_counts_of_choices_are_exact(client, query):
    for number in range(3):
        make_member(make_organisation(f"Cluster {number}"), f"Firm {number}")
    name, _equals, value = query.partition("=")

    response = client.get(SEARCH)

    (choice,) = (one for one in response.context["filters"].choices if one.name == name)
    (option,) = (one for one in choice.options if one.value == value)
    assert option.label.endswith("(3)")
    assert len(names(client, query)) == 3


def test_members_of_one_organisation_are_found_in_the_search(client):
    organisation = make_organisation()
    make_member(organisation, "Here")
    make_member(make_organisation("Cluster Two"), "Elsewhere")

    assert names(client, f"organisation={organisation.pk}") == ["Here"]


@pytest.mark.parametrize("query", ["country=XX", "region=DE9", "industry=Z99", "size=huge", "organisation=0", "page=0"])
def test_a_choice_that_does_not_exist_is_a_bad_request(client, query):
    make_member(make_organisation(), "Firm")

    assert client.get(f"{SEARCH}?{query}").status_code == 400


def test_a_page_past_the_end_is_not_found(client):
    assert client.get(f"{SEARCH}?page=2").status_code == 404


def test_empty_choices_lead_to_the_plain_address(client):
    response = client.get(f"{SEARCH}?q=&country=DE&size=")

    assert response.headers["Location"] == f"{SEARCH}?country=DE"


def test_figures_of_a_firm_are_shown_only_once_its_organisation_confirmed_them(client):
    organisation = make_organisation()
    firm = make_member(organisation, "Motor AG")
    year = FirmYear.objects.create(firm=firm, year=2024, employees=1234, turnover_eur=98_765_432, source="panel")
    assert "1,234" not in text(client, SEARCH)

    year.confirmed_by_organisation, year.confirmed_at = organisation, now()
    year.save()
    assert "2024: 1,234 employees, turnover 98.8M euros (confirmed as public by Cluster One)" in text(client, SEARCH)


@pytest.mark.parametrize("change", ["suspended", "left"])
def test_confirmed_figures_are_private_again_without_the_organisation_behind_them(client, change):
    organisation, other = make_organisation(), make_organisation("Cluster Two")
    firm = make_member(organisation, "Motor AG")
    firm.memberships.create(organisation=other)
    FirmYear.objects.create(
        firm=firm, year=2024, employees=1234, source="p", confirmed_by_organisation=organisation, confirmed_at=now()
    )
    if change == "left":
        firm.memberships.filter(organisation=organisation).update(left_on=date(2021, 1, 1))
    else:
        organisation.standing = Standing.SUSPENDED
        organisation.save()

    assert names(client) == ["Motor AG"]
    assert "1,234" not in text(client, SEARCH)


def test_demonstration_firms_are_marked_and_their_lists_not_indexed(client):
    organisation = make_organisation(is_demonstration=True)
    make_member(organisation, "Sample", is_demonstration=True)

    page = text(client, members_of(organisation))

    assert 'class="portal-badge portal-badge--notice">demonstration' in page
    assert "noindex" in page


def test_three_hundred_firms_cost_as_many_queries_as_three(client):
    organisation = make_organisation()
    counts = []
    for number in (3, 30):
        for place in range(number):
            make_member(organisation, f"Firm {number} {place}")
        client.get(SEARCH)
        with CaptureQueriesContext(connection) as queries:
            client.get(SEARCH)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
