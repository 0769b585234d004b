"""The index follows what editors do, at once; what is hidden is never found."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from portal.home.search.finding import find
from portal.home.search.models import SearchEntry
from tests.editorial.factories import make_home, make_news, make_news_index, make_section, make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def paths(text: str, language: str = "en") -> list[str]:
    return [hit.path for hit in find(text, language).hits]


def test_a_published_page_is_found_by_title_lead_and_body(home):
    make_standard(home, "machines", title="Robots", lead="Androids at work.", body=[("text", "<p>Xylophone</p>")])
    for text in ("robots", "androids", "xylophone"):
        assert paths(text) == ["/machines/"]


def test_a_draft_changes_nothing_until_it_is_published(home):
    page = make_standard(home, "machines", title="Robots")
    page.title = "Xylophones"
    page.save_revision()
    assert (paths("xylophones"), paths("robots")) == ([], ["/machines/"])
    page.save_revision().publish()
    assert (paths("xylophones"), paths("robots")) == (["/machines/"], [])


def test_a_page_that_was_never_published_is_not_found(home):
    make_standard(home, "machines", title="Robots", live=False)
    assert paths("robots") == []


def test_a_page_taken_down_or_deleted_is_gone(home):
    page = make_standard(home, "machines", title="Robots")
    page.unpublish()
    assert paths("robots") == []
    page.save_revision().publish()
    assert paths("robots") == ["/machines/"]
    page.delete()
    assert not SearchEntry.objects.filter(title="Robots").exists()


def test_deleting_a_tree_takes_everything_below(home):
    section = make_section(home)
    make_standard(section, "machines", title="Robots")
    section.delete()
    assert paths("robots") == []


def test_the_address_follows_a_move_and_a_new_slug(home, django_capture_on_commit_callbacks):
    parent, page = make_standard(home, "parent"), make_standard(home, "machines", title="Robots")
    page.move(parent, "last-child")
    assert paths("robots") == ["/parent/machines/"]
    parent.refresh_from_db()
    parent.slug = "other"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert paths("robots") == ["/other/machines/"]


def test_a_restricted_page_and_all_below_are_hidden_and_come_back(home):
    parent = make_standard(home, "parent", title="Robots above")
    make_standard(parent, "below", title="Robots below")
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
    assert paths("robots") == []
    restriction.delete()
    assert sorted(paths("robots")) == ["/parent/", "/parent/below/"]


def test_a_page_below_a_restricted_one_is_never_found(home):
    parent = make_standard(home, "parent")
    PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
    page = make_standard(parent, "below", title="Robots")
    page.save_revision().publish()
    assert paths("robots") == []


def test_scheduled_publishing_and_expiry_reach_the_index(home):
    page = make_standard(home, "machines", title="Robots", live=False)
    now = timezone.now()
    page.go_live_at, page.expire_at = now - timedelta(minutes=2), now + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled", verbosity=0)
    assert paths("robots") == ["/machines/"]
    page.refresh_from_db()
    page.expire_at = now - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)
    assert paths("robots") == []


def test_news_are_a_kind_of_their_own_with_their_day(home):
    make_news(make_news_index(home), "machines", title="Robots arrive", date=timezone.localdate())
    (hit,) = find("robots", "en").hits
    assert (hit.kind, hit.dated) == ("news", timezone.localdate())


def test_a_translation_takes_the_place_of_its_original(home):
    french, _made = Locale.objects.get_or_create(language_code="fr")
    home.copy_for_translation(french).save_revision().publish()
    page = make_standard(home, "machines", title="Robots")
    assert paths("robots", "fr") == ["/machines/"]
    copy = page.copy_for_translation(french)
    assert paths("robots", "fr") == ["/machines/"]
    copy.title = "Robots traduits"
    copy.save_revision().publish()
    assert paths("robots", "fr") == ["/fr/machines/"]
    assert paths("robots") == ["/machines/"]
