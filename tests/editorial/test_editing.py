from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from portal.accounts.models import User
from portal.editorial.models import NewsPage
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.observatory.factories import CurrentReleaseFactory
from tests.pages import assert_page
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client):
    prepare_groups()
    editor = User.objects.create_user("editor@example.org", "a-long-password")
    editor.groups.set(editor.groups.model.objects.filter(name="Editor"))
    client.force_login(editor)
    return editor


@pytest.fixture
def news():
    return factories.make_news_index(factories.make_home())


def form(**values):
    """The news form as the editors' area posts it."""
    management = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "body-count": "0"}
    page = {"title": "First release", "slug": "first-release", "date": "2026-01-01", "summary": "It is there."}
    return {**management, **page, "action-publish": "1", **values}


def add(client: Client, news, **values):
    return client.post(f"/admin/pages/add/editorial/newspage/{news.pk}/", form(**values))


def test_what_an_editor_publishes_can_be_read(client: Client, editor, news):
    RegionFactory(code="DE21", version="2024")
    text = '{"blocks": [{"key": "a", "text": "Figures!", "type": "unstyled", "depth": 0}], "entityMap": {}}'
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text", "body-0-value": text}
    assert add(client, news, region_codes="de21", **body).status_code == 302
    page = NewsPage.objects.get()
    assert page.region_codes == ["DE21"]
    client.logout()
    response = client.get("/news/first-release/")
    assert_page(response)
    assert "Figures!" in response.content.decode()


def test_an_editor_translates_a_page(client: Client, editor, news):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    home = news.get_parent().specific
    client.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [french.pk]})
    translated = home.get_translation(french)
    assert not translated.live
    assert translated.lead == home.lead


def test_a_figure_with_an_unknown_code_is_refused_when_saved(client: Client, editor, news):
    CurrentReleaseFactory()
    block = {"region": "XX99", "scheme": "nace", "group": "Z99"}
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "cluster_figure"}
    response = add(client, news, **body, **{f"body-0-value-{name}": value for name, value in block.items()})
    assert response.status_code == 200
    assert "There is no region XX99." in response.content.decode()
    assert not NewsPage.objects.exists()


def test_too_many_figures_are_refused(client: Client, editor, news):
    body = {"body-count": "2"}
    for number in range(2):
        body |= {f"body-{number}-deleted": "", f"body-{number}-order": str(number), f"body-{number}-type": "ranking"}
        body |= {f"body-{number}-value-scheme": "nace", f"body-{number}-value-group": "C29"}
        body |= {f"body-{number}-value-rows": "5"}
    assert add(client, news, **body).status_code == 200
    assert not NewsPage.objects.exists()


def test_a_page_goes_live_when_its_time_has_come(client: Client, news):
    page = factories.make_news(news, "later", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert client.get("/news/later/").status_code == 404
    call_command("publish_scheduled")
    assert client.get("/news/later/").status_code == 200


def test_a_page_expires_when_its_time_is_over(client: Client, news):
    factories.make_news(news, "over", expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert client.get("/news/over/").status_code == 404


@pytest.mark.parametrize("name", ["home", "news", "item", "section", "event"])
def test_every_page_type_can_be_previewed(client: Client, editor, news, name):
    home = news.get_parent().specific
    pages = {
        "home": home,
        "news": news,
        "item": factories.make_news(news, "preview"),
        "section": factories.make_section(home),
        "event": factories.make_event(factories.make_event_index(home)),
    }
    page = pages[name]
    page.title = "Not yet published"
    page.save_revision()
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert "Not yet published" in response.content.decode()


def test_the_editors_area_bears_the_portals_name_and_asks_no_foreign_host(client: Client, editor):
    html = client.get("/admin/").content.decode()
    assert "EU Cluster Portal" in html
    assert "gravatar" not in html
    assert "releases.wagtail.io" not in html
