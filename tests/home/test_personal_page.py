import pytest
from django.test import Client

from portal.accounts.actions import save_view
from portal.accounts.models import User
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client):
    user = User.objects.create_user("reader@example.org", "a-long-password")
    client.force_login(user)
    return user


def test_a_new_account_has_saved_nothing(client: Client, user):
    tree = assert_page(client.get("/account/"))
    assert "You have saved no views yet." in [paragraph.text for paragraph in every(tree, "p")]


def test_a_saved_ranking_leads_back_to_it(client: Client, user):
    save_view(owner=user, kind="ranking", query="country=AT", title="Austria")
    assert_page(client.get("/account/"))
    assert 'href="/observatory/rankings/?country=AT"' in client.get("/account/").content.decode()


def test_a_view_without_a_page_yet_is_listed_without_a_link(client: Client, user):
    save_view(owner=user, kind="search", query="a=1", title="Two regions")
    html = client.get("/account/").content.decode()
    assert "Two regions" in html
    assert "?a=1" not in html


def test_keeping_an_address_twice_keeps_it_once(client: Client, user):
    for _ in range(2):
        client.post("/account/views/", {"kind": "map", "query": "year=2014", "title": "Map"})
    assert user.saved_views.count() == 1


def test_an_incomplete_form_keeps_nothing_and_says_so(client: Client, user):
    response = client.post("/account/views/", {"kind": "garden", "title": ""}, follow=True)
    assert user.saved_views.count() == 0
    assert "could not be saved" in response.content.decode()


def test_a_saved_view_can_be_deleted(client: Client, user):
    view = save_view(owner=user, kind="map", query="", title="Map")
    response = client.post(f"/account/views/{view.pk}/delete/", follow=True)
    assert "Deleted: Map." in response.content.decode()
    assert user.saved_views.count() == 0


def test_a_saved_comparison_and_a_custom_region_lead_back_to_their_pages(client: Client, user):
    save_view(owner=user, kind="comparison", query="r=DE21&r=AT31", title="Two regions")
    save_view(owner=user, kind="custom-region", query="r=DE21&r=AT31&name=Both", title="Both")
    html = client.get("/account/").content.decode()
    assert 'href="/observatory/compare/?r=DE21&amp;r=AT31"' in html
    assert 'href="/observatory/custom/?r=DE21&amp;r=AT31&amp;name=Both"' in html


def test_a_saved_view_gets_another_name_and_keeps_its_address(client: Client, user):
    view = save_view(owner=user, kind="map", query="year=2014", title="Map")
    response = client.post(f"/account/views/{view.pk}/rename/", {"title": "Europe in 2014"}, follow=True)
    assert "Renamed: Europe in 2014." in response.content.decode()
    view.refresh_from_db()
    assert (view.title, view.query) == ("Europe in 2014", "year=2014")


@pytest.mark.parametrize("title", ["", " ", "x" * 201])
def test_a_name_that_nobody_can_read_changes_nothing_and_says_so(client: Client, user, title: str):
    view = save_view(owner=user, kind="map", query="", title="Map")
    response = client.post(f"/account/views/{view.pk}/rename/", {"title": title}, follow=True)
    assert "keeps its name" in response.content.decode()
    view.refresh_from_db()
    assert view.title == "Map"


def test_nobody_renames_somebody_elses_view(client: Client, user):
    other = User.objects.create_user("other@example.org")
    view = save_view(owner=other, kind="map", query="", title="Map")
    assert client.post(f"/account/views/{view.pk}/rename/", {"title": "Mine"}).status_code == 404
    view.refresh_from_db()
    assert view.title == "Map"


def test_renaming_takes_a_post(client: Client, user):
    view = save_view(owner=user, kind="map", query="", title="Map")
    assert client.get(f"/account/views/{view.pk}/rename/").status_code == 405


def test_somebody_elses_view_is_not_there(client: Client, user):
    other = User.objects.create_user("other@example.org")
    view = save_view(owner=other, kind="map", query="", title="Map")
    assert client.post(f"/account/views/{view.pk}/delete/").status_code == 404
    assert other.saved_views.count() == 1


def test_deleting_takes_a_post(client: Client, user):
    view = save_view(owner=user, kind="map", query="", title="Map")
    assert client.get(f"/account/views/{view.pk}/delete/").status_code == 405


def test_the_personal_page_costs_the_same_for_few_and_many(client: Client, user, django_assert_max_num_queries):
    save_view(owner=user, kind="map", query="", title="Map")
    with django_assert_max_num_queries(12) as few:
        client.get("/account/")
    for number in range(50):
        save_view(owner=user, kind="map", query=f"year={number}", title=f"Map {number}")
    with django_assert_max_num_queries(12) as many:
        client.get("/account/")
    assert len(few) == len(many)
