import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from observatory.models import CountryPolicy
from observatory.models.policy import ProgrammeBlock, StrategyBlock
from tests.observatory.policy.factories import make_policy, programme
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/policy/DE/"


@pytest.fixture(autouse=True)
def country():
    return CountryFactory(code="DE", name="Germany", membership="eu27")


def words(client: Client, path: str = ADDRESS) -> str:
    tree = assert_page(client.get(path))
    return " ".join(" ".join(every(tree, "main")[0].itertext()).split())


def test_a_country_without_an_entry_says_so_and_that_this_is_no_statement(client: Client):
    page = words(client)
    assert "no entry yet. That says nothing about whether there is a cluster policy" in page
    assert "Dedicated cluster policy" not in page


def test_an_empty_page_is_left_out_of_search_engines(client: Client):
    assert 'name="robots" content="noindex"' in client.get(ADDRESS).content.decode()
    make_policy("DE")
    assert 'name="robots"' not in client.get(ADDRESS).content.decode()


def test_a_full_entry_shows_everything_with_its_sources(client: Client):
    make_policy(
        "DE",
        overview="<p>What the country does.</p>",
        policy="yes",
        budget="10-50",
        programmes=[programme(name="go", first_year=2012, budget="3.5", unit="yearly")],
        bodies=[{"name": "Ministry", "role": "policy", "url": "https://example.org/ministry"}],
        strategies=[{"title": "Strategy", "year": 2020, "url": "https://example.org/strategy", "document": None}],
        contact_name="Office",
        contact_email="office@example.org",
        validated_on="2026-05-04",
        responsible="Office for clusters",
    )
    page = words(client)
    for part in ("What the country does.", "go", "since 2012", "EUR 3.5 million a year", "Ministry", "Strategy",
                 "office@example.org", "4 May 2026", "Office for clusters", "EUR 10 to 50 million"):  # fmt: skip
        assert part in page, part
    assert "Not validated yet" not in page


def test_an_entry_that_nobody_validated_says_so(client: Client):
    make_policy("DE", policy="yes")
    assert "Not validated yet" in words(client)


def test_a_sample_is_marked_as_one(client: Client):
    make_policy("DE", policy="yes", is_sample=True)
    assert "This entry is a sample" in words(client)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"first_year": 2012, "last_year": 2020}, "2012–2020"),
        ({"first_year": 2012, "last_year": 2012}, "2012"),
        ({"last_year": 2020}, "until 2020"),
        ({"budget": "40", "unit": "total"}, "EUR 40 million in all"),
        ({"budget": "0", "unit": "total"}, "EUR 0 million in all"),
    ],
)
def test_years_and_money_of_a_programme_are_said_in_words(client: Client, fields, shown):
    make_policy("DE", programmes=[programme(**fields)])
    assert shown in words(client)


def test_texts_come_in_the_readers_language_and_facts_from_the_default_one(client: Client):
    original = make_policy("DE", policy="yes", overview="<p>English words.</p>")
    make_policy("DE", "fr", policy="no", overview="<p>Mots français.</p>", translation_key=original.translation_key)
    french = client.get(f"/fr{ADDRESS}").content.decode()
    assert '<div class="portal-prose" lang="fr"><p>Mots français.</p>' in french
    assert "<dd>Oui</dd>" in french
    assert '<div class="portal-prose" lang="en"><p>English words.</p>' in client.get(f"/de{ADDRESS}").content.decode()


@pytest.mark.parametrize("code", ["de", "De"])
def test_a_code_in_small_letters_leads_to_the_page(client: Client, code: str):
    response = client.get(f"/observatory/policy/{code}/")
    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_the_iso_code_of_greece_leads_to_eurostats(client: Client):
    CountryFactory(code="EL", name="Greece")
    assert client.get("/observatory/policy/GR/")["Location"] == "/observatory/policy/EL/"


def test_an_unknown_country_is_not_found(client: Client):
    assert client.get("/observatory/policy/XX/").status_code == 404


def test_the_profile_of_a_country_leads_here_and_back(client: Client):
    build_world()
    assert ADDRESS in client.get("/observatory/regions/DE/").content.decode()
    assert "/observatory/regions/DE/" in client.get(ADDRESS).content.decode()


def block_errors(block, value):
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    return set(caught.value.block_errors)


def test_a_programme_cannot_end_before_it_starts_and_money_needs_a_unit():
    assert block_errors(ProgrammeBlock(), programme(first_year=2020, last_year=2012)) == {"last_year"}
    assert block_errors(ProgrammeBlock(), programme(budget="3")) == {"unit"}
    assert block_errors(ProgrammeBlock(), programme(unit="total")) == {"unit"}
    assert block_errors(ProgrammeBlock(), programme(source="")) == {"source"}


def test_a_strategy_is_a_link_or_a_document():
    assert block_errors(StrategyBlock(), {"title": "S", "url": "", "document": None}) == {"url"}


def test_a_validated_entry_names_who_validated_it():
    entry = make_policy("DE")
    entry.validated_on = "2026-01-01"
    with pytest.raises(ValidationError, match="Say who validated the entry"):
        entry.full_clean()


def test_a_country_has_one_entry_a_language():
    make_policy("DE")
    second = CountryPolicy(country_id="DE", locale=CountryPolicy.objects.get().locale)
    with pytest.raises(ValidationError, match="has an entry in this language already"):
        second.full_clean()
