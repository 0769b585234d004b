"""The archive on the web: what was sent can be read, without anything about who received it."""

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.editorial.digest.actions.issues import begin_sending
from tests.editorial.digest.factories import make_issue, make_item, make_sent_issue, make_subscriber, make_words
from tests.editorial.factories import make_home, make_news, make_news_index
from tests.pages import assert_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def news():
    return make_news_index(make_home())


def test_a_draft_is_nobody_s_to_read(client):
    issue = make_issue()
    assert client.get(f"/digest/{issue.slug}/").status_code == 404
    assert issue.slug not in client.get("/digest/").content.decode()


def test_an_issue_says_what_the_week_brought_and_names_no_reader(client):
    make_subscriber("somebody")
    issue = make_sent_issue(introductions={"en": "A good week.\n\nRead on."})
    response = client.get(f"/digest/{issue.slug}/")
    assert_page(response)
    text = response.content.decode()
    assert "A good week." in text
    assert "Release 2026" in text
    assert "somebody" not in text
    assert f"/digest/{issue.slug}/" in client.get("/digest/").content.decode()


def test_the_introduction_stands_in_the_reader_s_language_or_says_which_it_is_in(client):
    issue = make_sent_issue(introductions={"en": "A good week."})
    assert (
        '<p class="portal-text" lang="en">A good week.</p>' in client.get(f"/fr/digest/{issue.slug}/").content.decode()
    )


def test_what_is_left_out_or_taken_down_is_not_shown(client, news):
    issue = make_issue()
    page = make_news(news, "gone")
    make_item(issue, str(page.translation_key), kind="news", texts={"en": make_words("Taken down")})
    make_item(issue, "left", is_left_out=True)
    begin_sending(issue=issue)
    page.unpublish()
    text = client.get(f"/digest/{issue.slug}/").content.decode()
    assert "Taken down" not in text
    assert "Release left" not in text


def test_a_feed_parser_reads_the_feed(client):
    issue = make_sent_issue(introductions={"en": "A good week."})
    feed = feedparser.parse(client.get("/digest/feed.atom").content)
    assert not feed.bozo
    assert [(entry.link, entry.summary) for entry in feed.entries] == [
        (f"http://localhost:8000/digest/{issue.slug}/", "A good week.")
    ]


def test_an_unknown_week_is_not_found(client):
    assert client.get("/digest/2026-99/").status_code == 404


@pytest.mark.parametrize("path", ["/digest/", "/digest/2026-47/", "/digest/feed.atom"])
def test_the_pages_cost_the_same_for_few_and_many(client, path: str, news):
    issue = make_issue(slug="2026-47")
    make_item(issue, "figures")
    make_item(issue, str(make_news(news, "first").translation_key), kind="news")
    begin_sending(issue=issue)
    client.get(path)
    few = count(client, path)
    for number in range(30):
        page = make_news(news, f"item-{number}")
        make_item(issue, str(page.translation_key), kind="news", texts={"en": make_words(f"Item {number}")})
        if number > 9:
            make_issue(slug=f"2025-{number}", published_at=issue.composed_at)
    assert count(client, path) == few <= 12


def count(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
