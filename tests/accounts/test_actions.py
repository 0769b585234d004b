import pytest

from portal.accounts.actions import create_member, delete_view, rename_view, save_view
from portal.accounts.models import User
from portal.accounts.permissions import NotYours
from portal.home.roles import prepare_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return User.objects.create_user("owner@example.org")


def test_an_address_is_kept_once_and_its_title_changes(owner):
    first = save_view(owner=owner, kind="ranking", query="country=AT", title="Austria")
    second = save_view(owner=owner, kind="ranking", query="country=AT", title="Austria, all")
    assert first.pk == second.pk
    assert owner.saved_views.get().title == "Austria, all"


def test_an_unknown_kind_is_refused(owner):
    with pytest.raises(ValueError, match="garden"):
        save_view(owner=owner, kind="garden", query="", title="")


def test_only_the_owner_deletes(owner):
    view = save_view(owner=owner, kind="map", query="", title="Map")
    stranger = User.objects.create_user("stranger@example.org")
    with pytest.raises(NotYours):
        delete_view(view=view, user=stranger)
    delete_view(view=view, user=owner)
    assert not owner.saved_views.exists()


def test_only_the_owner_renames(owner):
    view = save_view(owner=owner, kind="custom-region", query="r=DE21", title="Valley")
    with pytest.raises(NotYours):
        rename_view(view=view, user=User.objects.create_user("stranger@example.org"), title="Mine")
    assert rename_view(view=view, user=owner, title="Upper valley").title == "Upper valley"


def test_a_member_gets_a_random_password_and_groups():
    prepare_groups()
    password = create_member(email="editor@example.org", group_names=("Editor",))
    user = User.objects.get(email="editor@example.org")
    assert user.check_password(password)
    assert len(password) >= 20
    assert [group.name for group in user.groups.all()] == ["Editor"]


def test_addresses_are_kept_in_lower_case():
    assert User.objects.create_user("Some.One@Example.ORG").email == "some.one@example.org"
