"""What the search finds, in which order, and how it forgives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.home.search.finding import Outcome, find
from portal.home.search.models import NothingFound, PromotedResult, Synonyms
from portal.home.search.queries import BEGIN, END
from tests.home.search.factories import REGIONS, make_entries, make_entry

pytestmark = pytest.mark.django_db


def keys(text: str, language: str = "en", **asked) -> list[str]:
    return [hit.key for hit in find(text, language, **asked).hits]


def test_every_word_must_occur():
    make_entry("both", title="Steel in Linz")
    make_entry("one", title="Steel in Krems")
    assert keys("steel linz") == ["both"]


def test_words_are_found_by_their_stem_in_the_language_of_the_reader():
    make_entry("en", title="Matchmaking for manufacturers")
    make_entry("fr", language="fr", title="Rencontres des industriels")
    assert keys("manufacturer") == ["en"]
    assert keys("rencontre industriel", "fr") == ["fr"]


@pytest.mark.parametrize("text", ["bière", "biere", "BIÈRE", "bières"])
def test_accents_and_case_do_not_matter(text: str):
    make_entry("beer", language="fr", title="Fabrication de bière")
    assert keys(text, "fr") == ["beer"]


@pytest.mark.parametrize("text", ["semiconductor", "semi-conductors", "semi conductor", "Semiconductors"])
def test_hyphens_do_not_matter(text: str):
    make_entry("chips", text="dice or wafers, semi-conductor, finished or semi-finished")
    make_entry("other", text="finished goods")
    assert keys(text) == ["chips"]


def test_a_title_counts_more_than_a_text():
    make_entry("text", title="One", text="robots " * 5)
    make_entry("title", title="Robots")
    assert keys("robots") == ["title", "text"]


def test_a_search_that_is_a_name_leads_to_it_first():
    make_entry("news", title="Lyon, Lyon and Lyon again")
    make_entry("region", kind=REGIONS, title="Rhône-Alpes", names=("Lyon", "FRK2"))
    assert keys("lyon")[0] == "region"
    assert keys("frk2") == ["region"]


def test_newer_items_come_before_older_ones_that_say_the_same():
    today = timezone.localdate()
    make_entry("old", title="Robots meet", dated=today - timedelta(days=900))
    make_entry("new", title="Robots meet", dated=today)
    assert keys("robots") == ["new", "old"]


def test_a_phrase_stands_together_and_an_excluded_word_keeps_out():
    make_entry("together", title="Blue growth")
    make_entry("apart", title="Growth of blue things")
    assert keys('"blue growth"') == ["together"]
    assert keys("growth -blue") == []
    assert sorted(keys("blue growth")) == ["apart", "together"]


def test_a_typing_error_is_forgiven_and_said():
    make_entry("region", kind=REGIONS, title="Grenoble")
    answer = find("grnoble", "en")
    assert answer.outcome == Outcome.CORRECTED
    assert answer.corrected == "grenoble"
    assert [hit.key for hit in answer.hits] == ["region"]


def test_the_usual_spelling_of_a_rare_word_is_offered():
    make_entry("rare", title="Clustre")
    make_entries(12)
    answer = find("clustre", "en")
    assert (answer.outcome, answer.corrected) == (Outcome.FOUND, "cluster")
    assert [hit.key for hit in answer.hits] == ["rare"]
    assert find("cluster", "en").corrected == ""


def test_where_nothing_holds_all_words_some_are_enough():
    make_entry("steel", title="Steel")
    answer = find("steel linz", "en")
    assert answer.outcome == Outcome.LOOSE
    assert [hit.key for hit in answer.hits] == ["steel"]


def test_a_beginning_is_enough_where_nothing_holds_the_word():
    make_entry("chips", title="Xylophones")
    assert keys("xylo") == ["chips"]


def test_only_one_kind_is_shown_and_all_are_counted():
    make_entry("news", title="Lyon")
    make_entry("region", kind=REGIONS, title="Lyon")
    answer = find("lyon", "en", kind="news")
    assert [hit.key for hit in answer.hits] == ["news"]
    assert answer.counts == {"news": 1, "regions": 1}


def test_what_is_not_translated_is_found_in_the_default_language():
    make_entry("both", title="Robots in English")
    make_entry("both", language="fr", title="Robots en français")
    make_entry("only", title="Robots only in English")
    found = find("robots", "fr").hits
    assert sorted((hit.key, hit.language) for hit in found) == [("both", "fr"), ("only", "en")]
    assert keys("robots", "de") == keys("robots")


def test_words_found_are_marked_in_title_and_text():
    make_entry("one", title="Robots at work", text="Where robots work")
    (hit,) = find("robot", "en").hits
    assert hit.title == f"{BEGIN}Robots{END} at work"
    assert f"{BEGIN}robots{END}" in hit.excerpt


def test_a_word_that_the_text_writes_with_a_hyphen_is_marked_too():
    make_entry("chips", title="Chips", text="First line\nmanufacture of dice or wafers, semi-conductors, finished")
    (hit,) = find("semiconductor", "en").hits
    assert f"wafers, {BEGIN}semi-conductors{END}, finished" in hit.excerpt


def test_an_excerpt_is_cut_around_the_word_in_a_long_text():
    make_entry("book", title="Book", text=f"{'nothing here ' * 5_000} xylophone {'nothing more ' * 5_000}")
    (hit,) = find("xylophone", "en").hits
    assert f"{BEGIN}xylophone{END}" in hit.excerpt
    assert len(hit.excerpt) < 500


def test_synonyms_of_editors_work_both_ways_in_their_language():
    Synonyms.objects.create(words="lorry\ntruck", language="en")
    make_entry("truck", title="Truck makers")
    make_entry("lorry", title="Lorry makers")
    make_entry("fr", language="fr", title="Truck en français")
    assert sorted(keys("lorry")) == sorted(keys("truck")) == ["lorry", "truck"]
    assert "fr" not in keys("lorry", "fr")


def test_synonyms_of_several_words_stand_for_them_together():
    Synonyms.objects.create(words="machine learning\nml")
    make_entry("short", title="ML for firms")
    make_entry("apart", title="Learning of a machine shop")
    assert "short" in keys("machine learning")
    assert keys("learning machine") == ["apart"]


def test_words_stand_for_the_codes_that_editors_name():
    Synonyms.objects.create(words="zeppelins", codes="C30, DE14")
    make_entry("group", kind=REGIONS, title="Other transport equipment", names=("C30",))
    assert keys("zeppelins") == ["group"]


@pytest.mark.parametrize(
    ("text", "language"), [("automotive", "en"), ("Autoindustrie", "de"), ("voitures", "fr"), ("samochody", "pl")]
)
def test_the_shipped_list_leads_everyday_words_to_their_industry(text: str, language: str):
    for code in ("C28", "C29"):
        make_entry(code, kind=REGIONS, language=language, title=f"{code} Industry", names=(code,))
    assert keys(text, language) == ["C29"]


def test_a_promoted_result_stands_first_for_exactly_its_words():
    PromotedResult.objects.create(queries="Funding\nmoney for clusters", address="/calls/", title="Open calls")
    assert [str(one) for one in find("FUNDING", "en").promoted] == ["Open calls"]
    assert [str(one) for one in find("money for clusters", "de").promoted] == ["Open calls"]
    assert find("funding rules", "en").promoted == ()


def test_a_promoted_result_keeps_to_its_days_and_language():
    today = timezone.localdate()
    day = timedelta(days=1)
    for title, fields in {
        "past": {"end": today - day},
        "to come": {"start": today + day},
        "French": {"language": "fr"},
        "now": {"start": today, "end": today},
    }.items():
        PromotedResult.objects.create(queries="calls", address="/calls/", title=title, **fields)
    assert [str(one) for one in find("calls", "en").promoted] == ["now"]


def test_a_search_without_results_is_counted_by_day():
    for _ in range(3):
        assert find("Qwertzuiop", "en").outcome == Outcome.NOTHING
    assert list(NothingFound.objects.values_list("text", "language", "count")) == [("qwertzuiop", "en", 3)]


@pytest.mark.parametrize("text", ["jane.doe@example.org", "+32 475 12 34 56", "4711081512345", "x" * 150])
def test_what_may_name_a_person_is_not_kept(text: str):
    find(text, "en")
    assert not NothingFound.objects.exists()


def test_later_pages_continue_where_earlier_ones_end():
    make_entries(25, dated=timezone.localdate())
    pages = [keys("cluster", page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({key for page in pages for key in page}) == 25
