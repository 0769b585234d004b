"""The methodology page says what the files and the live release say."""

import html as entities
import re

import html5lib
import pytest

from observatory.computing import compute_figures
from observatory.rules import rule_sets
from observatory.similarity import groups
from tests.observatory.computing.world import build_registry, store, usual_numbers
from tests.observatory.factories import CurrentReleaseFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/methodology/"
MOST_QUERIES = 12


def publish(numbers):
    release = store(numbers)
    compute_figures(release)
    return CurrentReleaseFactory(release=release).release


@pytest.fixture
def release():
    build_registry()
    numbers = usual_numbers()
    numbers.persons("DE11", "C29", 2600.0)
    return publish(numbers)


def text_of(response):
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return entities.unescape(re.sub(r"\s+", " ", body))


def test_the_example_is_worked_out_from_a_real_cell(client, release):
    text = text_of(client.get(ADDRESS))
    assert "(2,600 ÷ 13,000) ÷ (4,600 ÷ 78,000) = 3.39" in text
    assert "2012–2014: (2,600 ÷ 2,600)^(1 ÷ 2) − 1 = 0.00% a year" in text


def test_live_counts_stand_beside_the_published_ones(client, release):
    text = text_of(client.get(ADDRESS))
    assert "EU-27 1 0 0 1" in text
    assert "About 150 clusters with three, 500 with two and 1,300 with one star" in text


def test_every_rule_set_and_its_tests_are_named(client, release):
    text = text_of(client.get(ADDRESS))
    missing = [test.title for rules in rule_sets() for test in rules.all_tests if test.title not in text]
    assert missing == []


def test_the_page_has_one_heading_a_canonical_link_and_valid_html(client, release):
    content = client.get(ADDRESS).content.decode()
    html5lib.HTMLParser(strict=True).parse(content)
    assert content.count("<h1") == 1
    assert re.search(rf'<link rel="canonical" href="[^"]*{ADDRESS}"', content)


def test_no_anchor_leads_nowhere(client, release):
    content = client.get(ADDRESS).content.decode()
    ids = set(re.findall(r'id="([^"]+)"', content))
    assert [anchor for anchor in re.findall(r'href="#([^"]+)"', content) if anchor not in ids] == []


def test_few_queries_however_large_the_release(client, release, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(ADDRESS)


def test_a_release_without_stars_has_no_example_but_a_page(client):
    build_registry()
    numbers = usual_numbers()
    for division in ("C10", "C29"):
        for code in ("DE11", "DE12", "DE13", "FR21", "FR30", "FR71", "UKC1"):
            numbers.drop(code, division)
    publish(numbers)
    assert "there is no worked example" in text_of(client.get(ADDRESS))


def test_without_a_release_the_page_says_what_to_do(client):
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    "line",
    [
        "|10/40 − 50/100| + |30/40 − 50/100| = 0.50",
        "700; 600; 500; 10,000; 40,000 persons employed, of 30,000; 15,000; 10,000; 60,000; 50,000 in all: 0.6222",
        "20; 50; 20; 10 → 0.2² + 0.5² + 0.2² + 0.1² = 0.34",
        "(0.34 − 1/4) ÷ (1 − 1/4) = 0.12",
        "1 ÷ 0.34 = 2.94",
        "Two sections of two divisions, each with 5 persons employed: 1 of 2 bits",
        "500; 500; 1,000; 7,000; 1,000 persons employed, of 20,000; 15,000; 20,000; 40,000; 5,000 in all: 0.4069",
        "the largest two: (7,000 + 1,000) ÷ 10,000 = 80%",
        "50 = 30 with the area, −20 by the industries, 40 of its own",
        "3 regions are specialised in i, 2 of them in j too: 2 ÷ 3 = 0.67",
        "0.5 ÷ 0.75 = 0.67",
        "A cut of 2 becomes 2.2 and 1.8",
        "1 − √(0.5 · 0.25) − √(0.5 · 0.75) = 0.034; √ = 0.185",
    ],
)
def test_measures_of_structure_are_worked_out_on_small_numbers(client, release, line):
    assert line in text_of(client.get(ADDRESS))


def test_the_weights_of_similarity_are_those_of_the_data_file(client, release):
    text = text_of(client.get(ADDRESS))
    for group in groups():
        assert f"{group.title} {group.weight:.0%} {group.unit}" in text
    assert "Where the variables in common hold less than 60% of the weights there is no distance." in text
