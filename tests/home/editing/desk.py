"""A desk for tests: a member of each role, a small site, and the forms as the editors' area posts them."""

from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, CLUSTER_MANAGER, CONTRIBUTOR, EDITOR, MODERATOR
from portal.editorial.models import NewsPage

MEMBER = "Member"  # in no group
ROLES = (MEMBER, CLUSTER_MANAGER, ANALYST, CONTRIBUTOR, EDITOR, MODERATOR, ADMINISTRATOR)


def member_of(role: str) -> User:
    """The account of a role, made where there is none."""
    user, created = User.objects.get_or_create(email=f"{role.lower().replace(' ', '-')}@example.org")
    if created and role != MEMBER:
        user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def news_form(**values) -> dict[str, str]:
    management = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "body-count": "0"}
    return {
        **management,
        "title": "Written",
        "slug": "written",
        "date": "2026-01-01",
        "summary": "It is there.",
        **values,
    }


def write(client: Client, index, **values) -> NewsPage | None:
    """The news item that the form makes, None where it may not."""
    client.post(f"/admin/pages/add/editorial/newspage/{index.pk}/", news_form(**values))
    return NewsPage.objects.filter(slug=values.get("slug", "written")).first()
