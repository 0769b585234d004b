import csv
import io

import html5lib
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from observatory.models import Release
from tests.observatory.factories import CurrentReleaseFactory, ReleaseFactory, source
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
URL = "/observatory/data/"


def report(examples: int = 1) -> dict[str, object]:
    example = {"region": "DE11", "industry": "C29", "year": 2014, "found": 5.0, "expected": 7.0}
    check = {"check": "growth", "severity": "note", "compared": 200, "differing": 2, "examples": [example] * examples}
    return {
        "checks": [check],
        "coverage": [{"indicator": 1, "year": 2014, "cells": {"0": 90, "5": 10}}],
        "changes": {"against": "2025-12-31-1", "added": 3, "changed": 2, "removed": 1, "by_year": []},
    }


@pytest.fixture
def release() -> Release:
    RegionFactory(code="DE11", name_latin="Stuttgart")
    return CurrentReleaseFactory(release__report=report(), release__first_published_at="2026-01-02T00:00:00Z").release


def text_of(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_is_valid_and_has_one_title(client: Client, release: Release) -> None:
    content = client.get(URL).content.decode()
    html5lib.HTMLParser(strict=True).parse(content)
    assert content.count("<h1") == 1
    assert '<link rel="canonical" href="http://localhost:8000/observatory/data/">' in content


def test_sources_say_where_figures_come_from(client: Client, release: Release) -> None:
    content = text_of(client)
    for words in ("sbs_r_nuts06_r2", "1 January 2026", "Reuse with acknowledgement of the source", "Eurostat"):
        assert words in content


def test_what_was_left_out_has_a_reason(client: Client, release: Release) -> None:
    assert "territory outside all regions" in text_of(client)


def test_checks_are_told_in_words_with_examples(client: Client, release: Release) -> None:
    content = text_of(client)
    assert "in 99.00% of 200 cells; 2 differ by more than 0.1 percentage points" in content
    assert "Stuttgart (DE11)" in content


def test_coverage_shows_confidential_cells(client: Client, release: Release) -> None:
    assert "10.0%" in text_of(client)


def test_changes_against_the_release_before(client: Client, release: Release) -> None:
    assert "Against release 2025-12-31-1: 3 cells added, 2 changed, 1 no longer there." in text_of(client)


def test_demonstration_figures_are_marked(client: Client) -> None:
    CurrentReleaseFactory(release__is_demonstration=True, release__first_published_at="2026-01-02T00:00:00Z")
    assert "Demonstration figures, not official statistics" in text_of(client)


def test_an_older_release_has_its_own_address(client: Client, release: Release) -> None:
    older = ReleaseFactory(first_published_at="2025-01-02T00:00:00Z", sources=[source(dataset="older_one")])
    content = text_of(client, f"{URL}?release={older.code}")
    assert "older_one" in content
    assert f"/observatory/data.csv?release={older.code}" in content.replace("&amp;", "&")


def test_a_release_that_was_never_published_is_not_listed(client: Client, release: Release) -> None:
    hidden = ReleaseFactory()
    assert hidden.code not in text_of(client)
    assert client.get(f"{URL}?release={hidden.code}").status_code == 404


def test_before_the_first_release_the_page_says_what_to_do(client: Client) -> None:
    assert "No statistics are published yet" in text_of(client)


@pytest.mark.parametrize("count", [3, 60])
def test_queries_do_not_grow_with_the_figures(
    client: Client, release: Release, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Release.objects.update(report=report(count))
    for _ in range(count):
        ReleaseFactory(first_published_at="2025-01-02T00:00:00Z")
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)


@pytest.mark.parametrize(
    ("figure", "head"),
    [
        ("", "indicator,year,final,provisional,estimated,low_reliability,confidential,not_available,release"),
        (
            "sources",
            "dataset,title,publisher,licence,url,file,retrieved_on,sha256,rows,rows_loaded,rows_empty,cells,"
            "first_year,last_year",
        ),
        ("dropped", "dataset,reason,rows,cells,codes"),
        ("checks", "check,severity,compared,differing,region,industry,year,found,expected"),
        ("changes", "indicator,year,added,removed,changed"),
        ("releases", "release,published_on,datasets,first_year,last_year,cells,is_current"),
    ],
)
def test_every_table_downloads(client: Client, release: Release, figure: str, head: str) -> None:
    response = client.get("/observatory/data.csv", {"figure": figure} if figure else {})
    assert response.status_code == 200
    assert response.content.decode().splitlines()[0] == head


def test_coverage_downloads_unrounded(client: Client, release: Release) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/observatory/data.csv").content.decode())))
    assert rows == [
        {
            "indicator": "persons_employed",
            "year": "2014",
            "final": "90",
            "provisional": "0",
            "estimated": "0",
            "low_reliability": "0",
            "confidential": "10",
            "not_available": "0",
            "release": release.code,
        }
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_other_formats_answer_without_a_redirect(client: Client, release: Release, suffix: str) -> None:
    assert client.get(f"/observatory/data.{suffix}").status_code == 200


def test_an_unknown_table_is_refused(client: Client, release: Release) -> None:
    assert client.get("/observatory/data.csv?figure=colours").status_code == 400
