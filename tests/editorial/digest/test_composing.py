"""An issue is composed from what the week brought, in every open language; an editor's changes survive."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from portal.editorial.digest.actions.issues import Placed, begin_sending, change, compose
from portal.editorial.digest.tending import compose_on_friday
from portal.editorial.digest.weeks import Week, this_week, week_of
from portal.editorial.models import DigestIssue, Topic
from tests.editorial.calls.factories import make_call, make_call_index
from tests.editorial.factories import make_event, make_event_index, make_home, make_news, make_news_index
from tests.observatory.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def news(home):
    return make_news_index(home)


def titles(issue: DigestIssue) -> list[str]:
    return [item.title for item in issue.items.all()]


def test_weeks_are_named_as_iso_does():
    assert week_of(date(2027, 1, 3)) == Week(2026, 53)
    assert (Week(2026, 53).first_day, Week(2026, 53).last_day) == (date(2026, 12, 28), date(2027, 1, 3))
    assert Week(2026, 5).slug == "2026-05"


def test_news_events_calls_and_releases_of_the_week_are_in(home, news):
    week = this_week()
    moment = {"first_published_at": week.start}
    topic = Topic.objects.create(name="Skills", slug="skills")
    make_news(news, "fresh", topics=[topic], countries=["DE"], places=["DE", "DE2"], **moment)
    make_news(news, "old", date=week.first_day - timedelta(days=1))
    make_event(make_event_index(home), "announced", in_days=60, **moment)
    make_call(make_call_index(home), "open-call", in_days=(60,), eligible_countries=["FR"], **moment)
    ReleaseFactory(code="2026-a", first_published_at=week.start)
    ReleaseFactory(code="2025-a", first_published_at=week.start - timedelta(days=1))
    issue = compose(week=week)
    assert titles(issue) == ["Fresh", "Announced", "Open-Call", "New figures: release 2026-a"]
    fresh, _event, call, _figures = issue.items.all()
    assert (fresh.topics, fresh.countries) == (["skills"], ["DE"])
    assert call.countries == ["FR"]


def test_an_event_of_the_next_two_weeks_is_in_again(home):
    index = make_event_index(home)
    start = this_week().end + timedelta(days=3)
    make_event(index, "soon", start=start, end=start + timedelta(hours=2))
    make_event(index, "cancelled", start=start, end=start + timedelta(hours=2), status="cancelled")
    assert titles(compose(week=this_week())) == ["Soon"]


def test_each_language_has_its_own_words(news):
    page = make_news(news, "fresh")
    french = Locale.objects.get_or_create(language_code="fr")[0]
    copy = page.copy_for_translation(french, copy_parents=True)
    copy.title = "Frais"
    copy.save_revision().publish()
    [item] = compose(week=this_week()).items.all()
    assert {code: words["title"] for code, words in item.texts.items()} == {"en": "Fresh", "fr": "Frais", "de": "Fresh"}
    assert item.texts["de"]["language"] == "en"


def test_composed_again_it_keeps_order_omissions_and_introductions(news):
    make_news(news, "first")
    withdrawn = make_news(news, "second")
    issue = compose(week=this_week())
    one, two = issue.items.all()
    places = [Placed(one.pk, 9, True), Placed(two.pk, 1, False)]
    assert change(issue=issue, introductions={"en": " Hello. ", "fr": " "}, items=places)
    withdrawn.unpublish()
    make_news(news, "third")
    issue = compose(week=this_week())
    assert issue.introductions == {"en": "Hello."}
    assert {(item.title, item.is_left_out) for item in issue.items.all()} >= {("Third", False)}
    assert issue.items.count() == 2


def test_news_stands_in_one_issue_only(news):
    make_news(news, "fresh")
    issue = compose(week=this_week())
    begin_sending(issue=issue)
    DigestIssue.objects.filter(pk=issue.pk).update(slug="2000-01")
    assert titles(compose(week=this_week())) == []


def test_an_issue_that_is_being_sent_is_not_changed_any_more(news):
    make_news(news, "fresh")
    issue = compose(week=this_week())
    begin_sending(issue=issue)
    make_news(news, "late")
    assert titles(compose(week=this_week())) == ["Fresh"]
    assert not change(issue=issue, introductions={"en": "Late."}, items=[])


def test_the_draft_waits_from_friday_on(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 19))
    compose_on_friday()
    assert not DigestIssue.objects.exists()
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 20))
    compose_on_friday()
    compose_on_friday()
    assert DigestIssue.objects.get().slug == "2026-47"
