"""What each role can do in the editors' area: every action is tried by a member of every role."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Page, TaskState

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, CONTRIBUTOR, EDITOR, MODERATOR
from portal.editorial.models import NewsPage
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.home.editing.desk import ROLES, member_of, news_form, signed_in, write

pytestmark = pytest.mark.django_db

WRITERS = {CONTRIBUTOR, EDITOR, MODERATOR, ADMINISTRATOR}
PUBLISHERS = {EDITOR, MODERATOR, ADMINISTRATOR}
MODERATORS = {MODERATOR, ADMINISTRATOR}
ONLY_ADMINISTRATORS = {ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action is tried: a site with an item of somebody else's, and one by the member."""

    client: Client
    user: User
    home: Page
    news: Page
    others: NewsPage
    own: NewsPage


Try = Callable[[Place], bool]


def opens(path: str) -> Try:
    """Whether the page of the editors' area is shown."""

    def attempt(place: Place) -> bool:
        return place.client.get(path.format(others=place.others.pk, own=place.own.pk)).status_code == 200

    return attempt


def adds(kind: str) -> Try:
    return opens(f"/admin/snippets/{kind}/add/")


def creates(place: Place) -> bool:
    return write(place.client, place.news) is not None


def changes_others(place: Place) -> bool:
    place.client.post(f"/admin/pages/{place.others.pk}/edit/", news_form(slug="others", title="Changed"))
    return NewsPage.objects.get(pk=place.others.pk).get_latest_revision_as_object().title == "Changed"


def submits(place: Place) -> bool:
    page = write(place.client, place.news, **{"action-submit": "1"})
    return page is not None and page.workflow_in_progress


def publishes(place: Place) -> bool:
    page = write(place.client, place.news, **{"action-publish": "1"})
    return page is not None and page.live


def approves(place: Place) -> bool:
    """What a contributor submitted."""
    writer = signed_in(member_of(CONTRIBUTOR))
    page = write(writer, place.news, slug="submitted", **{"action-submit": "1"})
    state: TaskState = page.current_workflow_task_state
    place.client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})
    return NewsPage.objects.get(pk=page.pk).live


def unpublishes(place: Place) -> bool:
    place.client.post(f"/admin/pages/{place.others.pk}/unpublish/")
    return not NewsPage.objects.get(pk=place.others.pk).live


def moves(place: Place) -> bool:
    """A page of words below another one."""
    parent, page = (factories.make_standard(place.home, slug) for slug in ("parent", "child"))
    place.client.post(f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/")
    return Page.objects.get(pk=page.pk).get_parent().pk == parent.pk


def deletes(place: Place) -> bool:
    place.client.post(f"/admin/pages/{place.others.pk}/delete/")
    return not NewsPage.objects.filter(pk=place.others.pk).exists()


def deletes_draft_of_own(place: Place) -> bool:
    place.client.post(f"/admin/pages/{place.own.pk}/delete/")
    return not NewsPage.objects.filter(pk=place.own.pk).exists()


def locks(place: Place) -> bool:
    place.client.post(f"/admin/pages/{place.others.pk}/lock/")
    return NewsPage.objects.get(pk=place.others.pk).locked


# Each action and who can do it; everybody else cannot.
ACTIONS: dict[str, tuple[Try, set[str]]] = {
    "enter the desk": (opens("/admin/"), WRITERS | {ANALYST}),
    "create a page": (creates, WRITERS),
    "change one's own draft": (opens("/admin/pages/{own}/edit/"), WRITERS),
    "change a page of somebody else": (changes_others, PUBLISHERS),
    "submit to moderation": (submits, WRITERS),
    "approve what was submitted": (approves, MODERATORS),
    "publish": (publishes, PUBLISHERS),
    "unpublish": (unpublishes, PUBLISHERS),
    "move": (moves, PUBLISHERS),
    "delete one's own draft": (deletes_draft_of_own, WRITERS),
    "delete a published page": (deletes, PUBLISHERS),
    "lock": (locks, MODERATORS),
    "see the history of a page": (opens("/admin/pages/{others}/history/"), PUBLISHERS),
    "translate": (opens("/admin/localize/submit/page/{others}/"), PUBLISHERS),
    "upload an image": (opens("/admin/images/add/"), WRITERS),
    "upload a document": (opens("/admin/documents/add/"), WRITERS),
    "add a topic": (adds("editorial/topic"), PUBLISHERS),
    "add a collection of the library": (adds("editorial/librarycollection"), PUBLISHERS),
    "add a term to the glossary": (adds("editorial/glossaryterm"), PUBLISHERS),
    "add a programme of calls": (adds("editorial/programme"), PUBLISHERS),
    "add a country's policy": (adds("observatory/countrypolicy"), PUBLISHERS),
    "add a menu entry": (adds("home/menuentry"), PUBLISHERS),
    "add a footer column": (adds("home/footercolumn"), PUBLISHERS),
    "add a notice": (adds("home/notice"), PUBLISHERS),
    "add a partner": (adds("home/partner"), PUBLISHERS),
    "add synonyms": (adds("home/synonyms"), PUBLISHERS),
    "add a promoted result": (adds("home/promotedresult"), PUBLISHERS),
    "see the history of what one may see": (opens("/admin/reports/site-history/"), WRITERS | {ANALYST}),
    "see what is locked": (opens("/admin/reports/locked/"), MODERATORS),
    "see ageing pages": (opens("/admin/reports/aging-pages/"), WRITERS),
    "see workflows at work": (opens("/admin/reports/workflow/"), WRITERS),
    "see how pages are used": (opens("/admin/reports/page-types-usage/"), WRITERS),
    "see users": (opens("/admin/users/"), ONLY_ADMINISTRATORS),
    "add a user": (opens("/admin/users/new/"), ONLY_ADMINISTRATORS),
    "change groups": (opens("/admin/groups/"), ONLY_ADMINISTRATORS),
    "manage redirects": (opens("/admin/redirects/"), ONLY_ADMINISTRATORS),
    "manage workflows": (opens("/admin/workflows/list/"), ONLY_ADMINISTRATORS),
    "manage sites": (opens("/admin/sites/"), set()),
    "manage collections": (opens("/admin/collections/"), set()),
}


def place_for(role: str) -> Place:
    prepare_groups()
    home = factories.make_home()
    french, _created = Locale.objects.get_or_create(language_code="fr")
    home.copy_for_translation(french).save_revision().publish()
    news = factories.make_news_index(home)
    user = member_of(role)
    others = factories.make_news(news, "others")
    own = factories.make_news(news, "own", owner=user, live=False)
    return Place(signed_in(user), user, home, news, others, own)


def tried(attempt: Try, place: Place) -> bool:
    """Whether the action went through; what it changed is taken back, so that actions do not meet."""
    with transaction.atomic():
        went = attempt(place)
        transaction.set_rollback(True)
    return went


@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_do_what_it_should_and_nothing_else(role: str):
    place = place_for(role)
    found = {action: tried(attempt, place) for action, (attempt, _allowed) in ACTIONS.items()}
    assert found == {action: role in allowed for action, (_attempt, allowed) in ACTIONS.items()}


def test_a_portal_of_before_gets_the_new_groups_and_permissions():
    prepare_groups()
    contributors = member_of(CONTRIBUTOR).groups.get()
    contributors.page_permissions.all().delete()
    assert prepare_groups() == [CONTRIBUTOR]
    assert prepare_groups() == []
