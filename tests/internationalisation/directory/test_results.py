"""What readers' choices find, how much each choice leaves, and in which order."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.internationalisation.directory.worlds import ask, make_groups, make_places, names_of, organisation
from tests.worlds import shared


def build() -> None:
    make_places()
    make_groups()
    today = localdate()
    organisation("Auto", "DE212", groups=["nace:C29"], technologies=["robotics", "photonics"], members_total=50)
    organisation(
        "Bakers", "DE214", groups=["nace:C10"], technologies=["robotics"], members_total=400,
        confirmed_on=today - timedelta(days=30),
    )  # fmt: skip
    organisation("Capital", "DE300", groups=["nace:C29"], services=["training"], standing="emerging")
    organisation("Danube", "AT130", groups=["nace:C29"], city="Wien", languages=["de"])
    organisation("Eagle", country="US", countries_of_interest=["DE"], is_open_to_members=False)


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Auto", "Bakers", "Capital", "Danube", "Eagle"]),
        ("country=DE", ["Auto", "Bakers", "Capital"]),
        ("country=AT&country=US", ["Danube", "Eagle"]),
        ("region=DE21", ["Auto", "Bakers"]),
        ("region=DE212&country=DE", ["Auto"]),
        ("region=DE212&country=AT", ["Danube"]),  # the region went with its country
        ("group=nace:C29&country=DE", ["Auto", "Capital"]),
        ("technology=photonics&technology=robotics", ["Auto", "Bakers"]),
        ("technology=robotics&group=nace:C10", ["Bakers"]),
        ("size=medium", ["Auto"]),
        ("service=training", ["Capital"]),
        ("status=emerging", ["Capital"]),
        ("interest=DE", ["Eagle"]),
        ("open=yes&country=US", []),
        ("language=de", ["Danube"]),
    ],
)
def test_values_of_one_facet_widen_and_facets_narrow_each_other(query, expected):
    assert names_of(ask(query)) == expected


def test_a_facet_counts_what_another_of_its_values_would_find():
    found = ask("technology=photonics&country=DE")
    assert found.total == 1
    assert found.counts["technology:robotics"] == 2
    assert found.counts["group:nace:C29"] == 1
    assert "group:nace:C10" not in found.counts
    assert found.countries == {"DE": 1}


def test_the_region_tree_opens_part_by_part():
    assert ask("country=DE").regions == {"DE2": 2, "DE3": 1}
    assert ask("region=DE2").regions == {"DE212": 1, "DE214": 1}  # Oberbayern alone holds all of it
    assert ask("").regions == {}
    assert ask("country=AT").regions == {"AT130": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("baker", ["Bakers"]),
        ("WIEN", ["Danube"]),
        ("motor vehic", ["Auto", "Capital", "Danube"]),
        ("oberbayern robotics", ["Auto", "Bakers"]),
        ("Österreich", []),  # the country has its English name here
        ("austria", ["Danube"]),
        ("c10", ["Bakers"]),
        ("' | & :* !", ["Auto", "Bakers", "Capital", "Danube", "Eagle"]),
    ],
)
def test_words_are_found_by_their_beginnings_in_plain_letters(text, expected):
    found = ask("") if not any(letter.isalnum() for letter in text) else ask(f"q={text}&sort=name")
    assert names_of(found) == expected


def test_a_search_without_a_single_letter_finds_nothing():
    assert ask("q=%26").total == 0


def test_names_weigh_more_than_texts():
    organisation("Zeta", description="An auto firm is a member, and another auto firm.")
    assert names_of(ask("q=auto")) == ["Auto", "Zeta"]


def test_results_come_in_the_order_that_is_asked_for():
    assert names_of(ask("sort=members"))[:2] == ["Bakers", "Auto"]
    assert names_of(ask("sort=freshness"))[-1] == "Bakers"
    near = ask("near=DE3")
    assert names_of(near)[:3] == ["Capital", "Auto", "Bakers"]
    assert names_of(near)[-1] == "Eagle"  # without a position: last


def test_demonstration_organisations_stand_alone_or_not_at_all():
    organisation("Invented", is_demonstration=True)
    assert "Invented" not in names_of(ask())
    assert ask().shown.samples == 1
    assert names_of(ask("demonstration=1")) == ["Invented"]


def test_without_a_real_organisation_the_invented_ones_are_shown():
    for name in ("Auto", "Bakers", "Capital", "Danube", "Eagle"):
        type(organisation(f"{name} copy", is_demonstration=True)).objects.get(name=name).delete()
    found = ask()
    assert found.total == 5
    assert found.shown.is_sample
    assert found.shown.real == 0
