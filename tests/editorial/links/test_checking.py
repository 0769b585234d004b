"""Which links stand where, what becomes of them, and the editors' report."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document

from portal.accounts.models import User
from portal.accounts.roles import ANALYST, EDITOR
from portal.editorial.links import checking
from portal.editorial.links.actions.results import note_result, store_links
from portal.editorial.links.actions.runs import begin_check, check_again
from portal.editorial.links.asking import Result
from portal.editorial.links.checking import check_slice
from portal.editorial.models import Link, LinkCheck
from portal.home.roles import prepare_groups
from tests.editorial.factories import make_home, make_news, make_news_index, make_standard
from tests.editorial.links.factories import other_site

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/links/"


@pytest.fixture
def home():
    return make_home()


def text(html: str) -> list[tuple[str, str]]:
    return [("text", html)]


def collected() -> dict[str, list[str]]:
    store_links()
    return {link.url: [use.title for use in link.uses.all()] for link in Link.objects.all()}


def test_links_of_texts_choices_and_address_fields_are_found(home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    about = make_standard(home)
    paper = Document.objects.create(title="Paper", file=ContentFile(b"words", "paper.txt"))
    html = (
        f'<p><a linktype="page" id="{about.pk}">a</a> <a href="https://other.example/x">b</a> <a href="/news/">c</a> '
        '<a href="mailto:a@example.org">d</a> <a href="#e">e</a></p>'
    )
    body = [
        *text(html),
        ("document", {"document": paper, "title": ""}),
        ("video", {"title": "V", "url": "https://video.example/1", "summary": "S"}),
    ]
    make_standard(home, "linking", body=body)
    assert collected() == {
        f"page:{about.pk}": ["Linking"],
        f"document:{paper.pk}": ["Linking"],
        "https://other.example/x": ["Linking"],
        "https://video.example/1": ["Linking"],
        "/news/": ["Linking"],
    }


def test_drafts_are_not_looked_through_and_links_that_are_gone_leave_the_tables(home):
    page = make_standard(home, body=text('<a href="https://other.example/">a</a>'))
    make_standard(home, "draft", live=False, body=text('<a href="https://draft.example/">a</a>'))
    assert list(collected()) == ["https://other.example/"]
    page.body = text("<p>Nothing.</p>")
    page.save()
    assert collected() == {}


def test_each_kind_of_link_gets_its_result(home, settings):
    settings.PORTAL_LINK_CHECK_HOSTS = ["127.0.0.1"]
    news = make_news_index(home)
    gone = make_news(news, "gone")
    with other_site() as site:
        hrefs = ("/news/", "/nowhere/", f"{site.url}/404/", f"{site.url}/200/")
        links = "".join(f'<a href="{href}">a</a>' for href in hrefs)
        make_standard(home, body=text(f'<p><a linktype="page" id="{gone.pk}">a</a>{links}</p>'))
        gone.unpublish()
        run = LinkCheck.objects.create(started_at=timezone.now())
        assert not check_slice(run.pk)
    states = dict(Link.objects.values_list("url", "state"))
    assert states == {
        f"page:{gone.pk}": "broken",
        "/news/": "works",
        "/nowhere/": "broken",
        f"{site.url}/404/": "broken",
        f"{site.url}/200/": "works",
    }
    run.refresh_from_db()
    assert run.finished_at is not None


def test_a_page_that_was_deleted_is_a_broken_link(home):
    target = make_standard(home, "target")
    make_standard(home, body=text(f'<a linktype="page" id="{target.pk}">a</a>'))
    target.delete()
    check_slice(LinkCheck.objects.create(started_at=timezone.now()).pk)
    assert Link.objects.get().state == "broken"


def test_a_check_goes_on_where_it_was_interrupted(home, monkeypatch):
    make_standard(home, body=text('<a href="/a/">a</a><a href="/b/">b</a>'))
    run = LinkCheck.objects.create(started_at=timezone.now())
    assert check_slice(run.pk, seconds=0)
    assert Link.objects.filter(checked_at=None).count() == 2
    assert not check_slice(run.pk)
    assert not Link.objects.filter(checked_at=None).exists()


def test_one_host_is_asked_slowly(monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(checking.time, "sleep", waits.append)
    pauses = checking.Pauses()
    for url in ("https://a.example/1", "https://b.example/1", "https://a.example/2"):
        pauses.wait(url)
    assert len(waits) == 1
    assert 0 < waits[0] <= checking.PAUSE_SECONDS


def test_since_is_when_the_result_was_first_found():
    link = Link.objects.create(url="https://a.example/", kind="external")
    note_result(link=link, result=Result("broken", 404))
    link.refresh_from_db()
    first = link.since
    note_result(link=link, result=Result("broken", 410))
    link.refresh_from_db()
    assert link.since == first
    note_result(link=link, result=Result("works", 200))
    link.refresh_from_db()
    assert link.since > first


def test_everything_is_checked_once_a_week_and_when_somebody_asks():
    assert begin_check()
    assert not begin_check(is_asked=True)  # it goes on
    LinkCheck.objects.update(finished_at=timezone.now())
    call_command("tend_links")
    assert LinkCheck.objects.count() == 1
    assert begin_check(is_asked=True)
    LinkCheck.objects.update(finished_at=timezone.now(), started_at=timezone.now() - timedelta(days=8))
    call_command("tend_links")
    assert LinkCheck.objects.count() == 3


def test_one_link_is_checked_again(home, django_capture_on_commit_callbacks):
    link = Link.objects.create(url="/nowhere/", kind="internal")
    with django_capture_on_commit_callbacks(execute=True):
        check_again(link=link)
    link.refresh_from_db()
    assert link.state == "broken"


def signed_in(group: str) -> Client:
    prepare_groups()
    user = User.objects.create_user(f"{group}@example.org".lower(), "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("group", "is_allowed"), [(EDITOR, True), (ANALYST, False)])
def test_the_report_is_for_those_who_write_pages(group: str, is_allowed: bool, home):
    client = signed_in(group)
    link = Link.objects.create(url="/nowhere/", kind="internal", state="broken")
    for path in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"):
        assert (client.get(path).status_code == 200) == is_allowed
    client.post(f"{REPORT}check/")
    client.post(f"{REPORT}{link.pk}/check/")
    assert LinkCheck.objects.exists() == is_allowed


def test_the_report_shows_what_does_not_work_where_it_stands_and_since_when(home):
    page = make_standard(home, body=text('<a href="/nowhere/">a</a><a href="/works/">b</a>'))
    store_links()
    note_result(link=Link.objects.get(url="/nowhere/"), result=Result("broken", 404))
    note_result(link=Link.objects.get(url="/works/"), result=Result("works", 200))
    client = signed_in(EDITOR)
    html = client.get(REPORT).content.decode()
    assert "/nowhere/" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert "/works/" not in html
    assert "/works/" in client.get(f"{REPORT}?state=works").content.decode()
    assert "/nowhere/" not in client.get(f"{REPORT}?place=other").content.decode()
    exported = b"".join(client.get(f"{REPORT}?export=csv")).decode()
    assert "/nowhere/,inside the portal,broken,404" in exported
    assert "About" in exported
