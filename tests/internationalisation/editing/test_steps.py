"""The steps of the form: what is written is stored, what is wrong is named, nothing is lost or doubled."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from internationalisation.editing.steps import BY_KEY
from portal.registry.models import Country
from tests.core.uploads.attacks import png_of
from tests.internationalisation.editing.pages import opened, send, step_url, words_in
from tests.internationalisation.factories import make_draft, make_member
from tests.pages import assert_page
from tests.registry.factories import (
    ClusterOrganisationFactory,
    CountryFactory,
    IndustryGroupFactory,
    PostcodeFactory,
    RegionFactory,
    SchemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", [*BY_KEY, "check"])
def test_every_step_is_a_whole_page(ada, organisation, step):
    assert_page(ada.get(step_url(organisation, step)))


def test_what_is_saved_stands_in_the_draft_and_leads_to_the_next_step(ada, organisation):
    words = opened(ada, organisation, "basics")
    response = send(ada, organisation, "basics", words, name="Cluster of watches", languages=["de", "en"])
    assert response.url == step_url(organisation, "place")
    organisation.refresh_from_db()
    assert (organisation.name, organisation.languages, organisation.live) == ("Cluster of watches", ["de", "en"], False)
    assert organisation.latest_revision.user == ada.user


def test_incomplete_answers_are_saved(ada, organisation):
    words = opened(ada, organisation, "members")
    assert send(ada, organisation, "members", words, members_sme="3").status_code == 302
    organisation.refresh_from_db()
    assert (organisation.members_sme, organisation.members_total) == (3, None)


def test_wrong_values_are_named_with_a_link_to_their_field_and_every_word_is_kept(ada, organisation):
    words = opened(ada, organisation, "basics")
    response = send(ada, organisation, "basics", words, website="no address", legal_form="Verein")
    assert_page(response, 400)
    assert 'href="#id_website"' in response.content.decode()
    kept = words_in(response) | {"opened": words["opened"]}  # sealed anew
    assert kept == words | {"website": "no address", "legal_form": "Verein"}
    assert not Revision.objects.exists()


def test_a_second_click_changes_nothing(ada, organisation):
    words = opened(ada, organisation, "contacts") | {"contacts-0-name": "Grace"}
    first, second = (send(ada, organisation, "contacts", words) for _click in range(2))
    assert first.url == second.url
    organisation.refresh_from_db()
    assert [contact.name for contact in organisation.contacts.all()] == ["Grace"]
    assert Revision.objects.exclude(user=None).count() == 1


def test_who_goes_back_and_writes_on_is_in_no_conflict_with_oneself(ada, organisation):
    words = opened(ada, organisation, "about")
    send(ada, organisation, "about", words, description="First words.")
    response = send(ada, organisation, "about", words, description="Second words.")
    assert response.status_code == 302
    organisation.refresh_from_db()
    assert organisation.description == "Second words."


def test_save_and_leave_leads_to_the_overview(ada, organisation):
    response = send(ada, organisation, "about", opened(ada, organisation, "about"), do="leave")
    assert response.url == reverse("internationalisation:organisation", args=[organisation.pk])


def test_groups_of_all_schemes_are_chosen_and_those_of_withdrawn_schemes_stay(ada, organisation):
    IndustryGroupFactory(scheme=SchemeFactory(code="nace"), code="C29")
    organisation.groups = ["gone:X1"]
    organisation.save()
    words = opened(ada, organisation, "about")
    send(ada, organisation, "about", words, groups_nace=["nace:C29"])
    organisation.refresh_from_db()
    assert organisation.groups == ["gone:X1", "nace:C29"]


def test_what_is_chosen_of_a_long_list_is_read_without_opening_it(ada, organisation):
    send(ada, organisation, "services", opened(ada, organisation, "services"), services=["partner-search", "training"])
    page = ada.get(step_url(organisation, "services")).content.decode()
    assert "Search for partners abroad · Training courses</p>" in page
    assert "<details open" not in page


def test_a_row_is_added_and_another_removed_without_scripts(ada, organisation):
    words = opened(ada, organisation, "contacts") | {"contacts-0-name": "Grace"}
    more = words_in(send(ada, organisation, "contacts", words, do="add:contacts"))
    assert (more["contacts-0-name"], more["contacts-1-name"]) == ("Grace", "")
    assert not Revision.objects.exists()
    send(ada, organisation, "contacts", more | {"contacts-1-name": "Edith", "contacts-0-DELETE": "on"})
    organisation.refresh_from_db()
    assert [contact.name for contact in organisation.contacts.all()] == ["Edith"]


def test_a_contact_person_who_agrees_is_noted_with_the_day(ada, organisation):
    words = opened(ada, organisation, "contacts") | {"contacts-0-name": "Grace", "contacts-0-has_agreed": "on"}
    send(ada, organisation, "contacts", words)
    agreed_on = organisation.contacts.get().agreed_on
    assert agreed_on is not None
    again = opened(ada, organisation, "contacts")
    again.pop("contacts-0-has_agreed")
    send(ada, organisation, "contacts", again)
    assert organisation.contacts.get().agreed_on is None


def test_an_incomplete_row_is_named_and_not_thrown_away(ada, organisation):
    words = opened(ada, organisation, "evidence") | {"certificates-0-issuer": "Agency"}
    response = send(ada, organisation, "evidence", words)
    assert response.status_code == 400
    assert 'href="#id_certificates-0-label"' in response.content.decode()


def test_a_postcode_brings_its_region(ada, organisation):
    RegionFactory(code="DE300", version="2024", level=3)
    PostcodeFactory(country=organisation.country, postcode="10115", region_code="DE300")
    send(ada, organisation, "place", opened(ada, organisation, "place"), postcode="10115")
    organisation.refresh_from_db()
    assert organisation.places == ["DE", "DE3", "DE30", "DE300"]


def test_the_region_of_a_postcode_is_suggested_before_anything_is_saved(ada, organisation):
    RegionFactory(code="DE300", version="2024", level=3)
    PostcodeFactory(country=organisation.country, postcode="10115", region_code="DE300")
    response = send(ada, organisation, "place", opened(ada, organisation, "place"), postcode="10115", do="suggest")
    assert words_in(response)["region_code"] == "DE300"
    assert not Revision.objects.exists()


def test_a_half_position_is_refused(ada, organisation):
    response = send(ada, organisation, "place", opened(ada, organisation, "place"), longitude="11.5")
    assert response.status_code == 400


def test_outside_europe_a_region_has_a_name(ada, organisation):
    CountryFactory(code="CA", is_european=False, membership=Country.Membership.OTHER)
    words = opened(ada, organisation, "place")
    send(ada, organisation, "place", words, country="CA")
    words = opened(ada, organisation, "place")
    assert "region_name" in words
    assert "region_code" not in words
    send(ada, organisation, "place", words, region_name="Québec", city="Montréal")
    organisation.refresh_from_db()
    assert (organisation.region_name, organisation.places) == ("Québec", ["CA"])


def test_a_logo_is_stored_once_and_named_like_the_organisation(ada, organisation):
    words = opened(ada, organisation, "basics")
    for _click in range(2):
        picture = SimpleUploadedFile("logo.png", png_of(20, 20), "image/png")
        assert send(ada, organisation, "basics", words, logo_file=picture).status_code == 302
    organisation.refresh_from_db()
    assert organisation.logo.title == "Cluster of clocks"
    assert type(organisation.logo).objects.count() == 1
    send(ada, organisation, "basics", opened(ada, organisation, "basics"), remove_logo="on")
    organisation.refresh_from_db()
    assert organisation.logo is None


def test_a_program_in_the_place_of_a_logo_is_refused(ada, organisation):
    picture = SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    words = opened(ada, organisation, "basics")
    assert send(ada, organisation, "basics", words, logo_file=picture).status_code == 400


def test_a_published_profile_stays_as_it_is_while_changes_wait(client):
    public = ClusterOrganisationFactory(name="Public name")
    client.force_login(make_member(public))
    send(client, public, "basics", opened(client, public, "basics"), name="New name")
    public.refresh_from_db()
    assert (public.name, public.has_unpublished_changes) == ("Public name", True)
    assert opened(client, public, "basics")["name"] == "New name"


def test_a_telephone_number_of_a_published_profile_is_public_at_once(client):
    public = ClusterOrganisationFactory(name="Public name", phone="1")
    client.force_login(make_member(public))
    send(client, public, "basics", opened(client, public, "basics"), phone="+49 30 1234", name="New name")
    public.refresh_from_db()
    assert (public.name, public.phone) == ("Public name", "+49 30 1234")


def test_where_nothing_else_waits_a_small_field_leaves_no_draft_behind(client):
    public = ClusterOrganisationFactory(phone="1")
    client.force_login(make_member(public))
    send(client, public, "basics", opened(client, public, "basics"), phone="+49 30 1234")
    public.refresh_from_db()
    assert (public.phone, public.has_unpublished_changes) == ("+49 30 1234", False)


def test_who_takes_a_change_back_leaves_no_draft_behind(client):
    public = ClusterOrganisationFactory(name="Public name")
    client.force_login(make_member(public))
    for name in ("New name", "Public name"):
        send(client, public, "basics", opened(client, public, "basics"), name=name)
    public.refresh_from_db()
    assert not public.has_unpublished_changes


def test_texts_are_marked_with_their_language(ada, organisation):
    send(ada, organisation, "about", opened(ada, organisation, "about"), text_language="de", description="Uhren.")
    tree = assert_page(ada.get(step_url(organisation, "about")))
    (area,) = [one for one in tree.iter() if one.get("id") == "id_description"]
    assert area.get("lang") == "de"


def test_autosaves_of_one_form_are_one_revision_and_say_when(ada, organisation):
    words = opened(ada, organisation, "about")
    for text in ("A", "A cluster", "A cluster of clocks."):
        answer = send(ada, organisation, "about", words, description=text, autosave="1")
        assert answer.json()["text"].startswith("Saved at ")
    send(ada, organisation, "about", words, description="A cluster of clocks.", strategy="Time.")
    assert Revision.objects.exclude(user=None).count() == 1
    organisation.refresh_from_db()
    assert (organisation.description, organisation.strategy) == ("A cluster of clocks.", "Time.")


def test_an_autosave_of_a_wrong_value_saves_nothing_and_says_so(ada, organisation):
    words = opened(ada, organisation, "basics")
    answer = send(ada, organisation, "basics", words, website="nonsense", autosave="1")
    assert (answer.status_code, Revision.objects.count()) == (400, 0)


def test_the_last_step_names_what_is_missing_and_offers_no_button(ada, organisation):
    page = ada.get(step_url(organisation, "check")).content.decode()
    assert f"{step_url(organisation, 'about')}#id_description" in page
    assert "Submit for review" not in page


def test_a_complete_profile_can_be_submitted(client):
    complete = make_draft(
        country=CountryFactory(code="CA", is_european=False, membership=Country.Membership.OTHER),
        email="office@example.org", region_name="Québec", city="Montréal", description="Clocks.",
        groups=["nace:C30"], members_total=20, members_as_of="2026-01-31",
    )  # fmt: skip
    client.force_login(make_member(complete))
    page = client.get(step_url(complete, "check")).content.decode()
    assert reverse("internationalisation:submit", args=[complete.pk]) in page
