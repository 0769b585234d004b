import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portal.accounts.models import User
from portal.editorial.slugs import is_shadowed, reserved_slugs
from portal.home.checks import hidden_pages
from tests.editorial import factories


@pytest.mark.parametrize("slug", ["admin", "account", "observatory", "excellence", "documents", "healthz", "fr", "de"])
def test_addresses_of_the_portal_are_reserved(slug):
    assert slug in reserved_slugs()
    assert is_shadowed(f"/{slug}/")


@pytest.mark.parametrize("path", ["/news/", "/about/", "/observatory/about/", "/excellence/labels/"])
def test_other_paths_are_free(path):
    assert not is_shadowed(path)


def test_a_path_below_a_section_is_shadowed_by_a_view_there():
    assert is_shadowed("/observatory/rankings/")


@pytest.mark.django_db
def test_a_page_with_a_reserved_slug_is_refused():
    with pytest.raises(ValidationError) as caught:
        factories.make_standard(factories.make_home(), "account")
    assert "The portal itself answers at /account/" in str(caught.value)


@pytest.mark.django_db
def test_a_page_below_a_section_is_refused_where_a_view_answers():
    section = factories.make_section(factories.make_home(), "observatory")
    with pytest.raises(ValidationError):
        factories.make_standard(section, "methodology")


@pytest.mark.django_db
def test_the_form_refuses_a_reserved_slug_before_the_page_is_made(client: Client):
    home = factories.make_home()
    client.force_login(User.objects.create_superuser("root@example.org", "a-long-password"))
    data = {"title": "A", "slug": "account", "lead": "L.", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0"}
    response = client.post(f"/admin/pages/add/editorial/standardpage/{home.pk}/", data)
    assert response.status_code == 200
    assert "The portal itself answers at /account/" in response.content.decode()
    assert not home.get_children().exists()


@pytest.mark.django_db
def test_the_check_finds_a_page_that_a_later_address_hides():
    page = factories.make_standard(factories.make_home(), "harmless")
    type(page).objects.filter(pk=page.pk).update(slug="account", url_path="/portal-home/account/")
    errors = hidden_pages(databases=["default"])
    assert [error.id for error in errors] == ["home.E001"]
    assert "/account/" in errors[0].msg


@pytest.mark.django_db
def test_the_check_accepts_the_sections_own_pages():
    factories.make_section(factories.make_home(), "observatory")
    assert hidden_pages(databases=["default"]) == []


def test_the_check_asks_no_database_where_checks_run_without_one():
    assert hidden_pages(databases=None) == []
