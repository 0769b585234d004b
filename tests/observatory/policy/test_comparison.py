import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.observatory.policy.factories import make_policy
from tests.pages import assert_page, every
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/policy/"


@pytest.fixture(autouse=True)
def countries():
    for place, (code, name) in enumerate({"DE": "Germany", "FR": "France", "AT": "Austria"}.items()):
        CountryFactory(code=code, name=name, protocol_order=place, membership="eu27")
    CountryFactory(code="NO", name="Norway", protocol_order=9, membership="efta")


def text(client: Client, query: str = "") -> str:
    html = client.get(f"{ADDRESS}{query}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") :]))


def names(client: Client, query: str = "") -> list[str]:
    """Countries of the table, in its order."""
    tree = assert_page(client.get(f"{ADDRESS}{query}"))
    rows = [row for body in every(tree, "tbody") for row in body]
    return ["".join(row[0].itertext()).split()[0] for row in rows]


def test_without_entries_every_country_is_listed_and_nothing_is_called_a_no(client: Client):
    page = text(client)
    assert names(client) == ["Germany", "France", "Austria"]
    assert "No country has an entry yet" in page
    table = page[page.index("Cluster policy by country") :]
    assert " No " not in table[: table.index("“Not known”")]


def test_an_entry_that_does_not_say_is_not_known_and_not_a_no(client: Client):
    make_policy("DE")
    assert "1 of 3 EU countries has an entry; 0 of these have a dedicated cluster policy." in text(client)
    assert names(client, "?policy=no") == []
    assert names(client, "?policy=unknown") == ["Germany"]


def test_countries_without_an_entry_give_no_answer_that_can_be_asked_for(client: Client):
    make_policy("DE", policy="yes")
    make_policy("FR", policy="no")
    assert names(client, "?policy=yes") == ["Germany"]
    assert names(client, "?policy=no") == ["France"]
    assert names(client, "?policy=unknown") == []


def test_the_table_is_sorted_from_the_most_to_the_least_and_countries_without_entry_come_last(client: Client):
    make_policy("DE", budget="under-1")
    make_policy("AT", budget="10-50")
    assert names(client, "?sort=budget") == ["Austria", "Germany", "France"]
    assert names(client) == ["Germany", "France", "Austria"]


def test_the_latest_validation_comes_first(client: Client):
    make_policy("DE", validated_on="2025-01-01", responsible="Office")
    make_policy("AT", validated_on="2026-01-01", responsible="Office")
    assert names(client, "?sort=validated")[:2] == ["Austria", "Germany"]


def test_a_country_outside_the_union_is_there_on_request_once_it_has_an_entry(client: Client):
    assert "Norway" not in names(client, "?area=all")
    make_policy("NO", policy="yes")
    assert "Norway" not in names(client)
    assert "Norway" in names(client, "?area=all")


def test_drafts_are_seen_nowhere(client: Client):
    make_policy("DE", policy="yes", live=False)
    assert "No country has an entry yet" in text(client)
    assert "yes" not in client.get("/observatory/policy.csv").content.decode()
    assert "no entry yet" in text(client, "DE/").lower()


def test_answers_are_those_of_the_default_language_even_where_a_translation_says_otherwise(client: Client):
    original = make_policy("DE", policy="yes")
    make_policy("DE", "fr", policy="no", translation_key=original.translation_key)
    assert names(client, "?policy=yes") == ["Germany"]
    assert "<tbody" in client.get("/fr/observatory/policy/?policy=yes").content.decode()
    assert "<tbody" not in client.get("/fr/observatory/policy/?policy=no").content.decode()


def test_an_entry_that_only_another_language_has_counts_too(client: Client):
    make_policy("DE", "fr", policy="yes")
    assert names(client, "?policy=yes") == ["Germany"]


@pytest.mark.parametrize("query", ["?policy=maybe", "?show=weather", "?sort=name", "?area=mars", "?budget=1"])
def test_a_choice_that_does_not_exist_is_a_page_that_says_so(client: Client, query: str):
    assert client.get(f"{ADDRESS}{query}").status_code == 400


def test_other_orders_and_spelled_out_defaults_lead_to_the_canonical_address(client: Client):
    response = client.get(f"{ADDRESS}?sort=country&label=yes&show=budget")
    assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}?show=budget&label=yes")
    assert client.get(f"{ADDRESS}?show=budget&label=yes&utm_source=mail").status_code == 200
    assert client.get(f"{ADDRESS}?policy=").status_code == 301


def test_the_file_says_which_countries_have_no_entry(client: Client):
    make_policy("FR", policy="no", budget="10-50", responsible="Office")
    rows = {
        row["country"]: row
        for row in csv.DictReader(io.StringIO(client.get("/observatory/policy.csv").content.decode()))
    }
    assert (rows["FR"]["has_entry"], rows["FR"]["policy"], rows["FR"]["budget_class"]) == ("yes", "no", "10-50")
    assert (rows["DE"]["has_entry"], rows["DE"]["policy"]) == ("no", "")


def test_the_file_holds_what_the_table_shows(client: Client):
    make_policy("FR", policy="no")
    make_policy("DE", policy="yes")
    record = json.loads(client.get("/observatory/policy.json?policy=yes").content)
    assert [row["country"] for row in record["rows"]] == ["DE"]


def test_a_kept_file_is_not_sent_again_until_an_entry_changes(client: Client):
    entry = make_policy("FR", policy="no")
    etag = client.get("/observatory/policy.csv")["ETag"]
    assert client.get("/observatory/policy.csv", headers={"if-none-match": etag}).status_code == 304
    entry.policy = "yes"
    entry.save_revision().publish()
    assert client.get("/observatory/policy.csv", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("entries", [1, 30])
def test_the_comparison_asks_once_however_many_entries_there_are(client: Client, entries: int):
    for number in range(entries):
        make_policy(CountryFactory(code=f"{number // 9}{number % 9}", membership="other").code)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    assert len([query for query in asked if "observatory_countrypolicy" in query["sql"]]) == 1
    assert len(asked) <= 5
