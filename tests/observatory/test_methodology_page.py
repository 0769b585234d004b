"""The methodology page says what the files and the live release say."""

import html as entities
import re

import html5lib
import pytest

from observatory.computing import compute_figures
from observatory.rules import rule_sets
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
