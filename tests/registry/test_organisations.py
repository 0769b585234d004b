"""Cluster organisations: what is derived, what is public, and what no revision overwrites."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from wagtail.models import Revision

from portal.core.models import Receipt
from portal.core.once import once
from portal.registry.criteria import Answer, criteria_of, is_established
from portal.registry.models import Certificate, ClusterOrganisation, Standing
from portal.registry.models.organisation import HIDDEN_AFTER, STALE_AFTER
from portal.registry.permissions import NOBODY, Rights, can_administer, can_edit, can_review, can_see, check_can_review
from portal.registry.profile_codes import profile_codes, size_class_of
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db


def test_a_region_brings_everything_around_it():
    assert ClusterOrganisationFactory(region_code="DE212").places == ["DE", "DE2", "DE21", "DE212"]
    assert ClusterOrganisationFactory(country=CountryFactory(code="CA")).places == ["CA"]


def test_members_by_kind_make_the_total_and_the_size_class():
    kinds = dict.fromkeys(("members_sme", "members_large", "members_research", "members_public", "members_other"), 10)
    organisation = ClusterOrganisationFactory(**kinds)
    assert (organisation.members_total, organisation.size_class) == (50, "medium")
    assert size_class_of(None) == ""


def test_only_published_and_confirmed_profiles_in_good_standing_are_public():
    shown = ClusterOrganisationFactory()
    emerging = ClusterOrganisationFactory(standing=Standing.EMERGING)
    hidden = [
        ClusterOrganisationFactory(live=False),
        ClusterOrganisationFactory(standing=Standing.SUSPENDED),
        ClusterOrganisationFactory(standing=Standing.ARCHIVED),
        ClusterOrganisationFactory(standing=Standing.MERGED, merged_into=shown),
        ClusterOrganisationFactory(confirmed_on=localdate() - HIDDEN_AFTER),
    ]
    assert set(ClusterOrganisation.objects.public()) == {shown, emerging}
    assert [one.is_public for one in (shown, emerging, *hidden)] == [True, True] + [False] * len(hidden)


def test_a_profile_is_marked_long_before_it_is_hidden():
    organisation = ClusterOrganisationFactory(confirmed_on=localdate() - STALE_AFTER)
    assert organisation.is_stale(localdate())
    assert organisation.is_public
    assert not organisation.is_stale(localdate() - timedelta(days=1))


def test_a_revision_carries_lists_and_leaves_alone_what_the_portal_knows():
    organisation = ClusterOrganisationFactory(name="Old name", groups=["nace:C29"])
    draft = organisation.get_latest_revision_as_object()
    draft.name, draft.services = "New name", ["training"]
    draft.certificates = [Certificate(label="gold", issuer="Example")]
    pk = draft.save_revision().pk
    ClusterOrganisation.objects.update(standing=Standing.EMERGING)
    Revision.objects.get(pk=pk).publish()
    published = ClusterOrganisation.objects.get()
    assert (published.name, published.services, published.groups) == ("New name", ["training"], ["nace:C29"])
    assert (published.standing, published.labels) == (Standing.EMERGING, ["gold"])


def test_a_revision_of_an_organisation_outside_europe_is_published_too():
    country = CountryFactory(code="CA", is_european=False)
    organisation = ClusterOrganisationFactory(country=country, live=False)
    organisation.save_revision().publish()
    published = ClusterOrganisation.objects.get()
    assert (published.live, published.country_id) == (True, "CA")


def test_criteria_are_met_not_yet_met_or_waived():
    organisation = ClusterOrganisationFactory.build(staff_fte="0.5", members_total=14, website="https://example.org")
    organisation.staff_fte = 1
    assert [one.answer for one in criteria_of(organisation)] == [Answer.MET, Answer.NOT_YET, Answer.MET]
    assert not is_established(organisation)
    organisation.is_in_national_programme = True
    assert [one.answer for one in criteria_of(organisation)] == [Answer.MET, Answer.WAIVED, Answer.MET]
    assert is_established(organisation)


def test_who_may_do_what_with_a_draft():
    organisation = ClusterOrganisationFactory(live=False, country=CountryFactory(code="DE"))
    contributor = Rights(1, roles={organisation.pk: "contributor"})
    administrator = Rights(2, roles={organisation.pk: "administrator"})
    contact, elsewhere = Rights(3, countries=frozenset({"DE"})), Rights(4, countries=frozenset({"FR"}))
    moderator = Rights(5, is_moderator=True)
    everybody = (NOBODY, contributor, administrator, contact, elsewhere, moderator)
    assert [can_see(one, organisation) for one in everybody] == [False, True, True, True, False, True]
    assert [can_edit(one, organisation) for one in everybody] == [False, True, True, False, False, False]
    assert [can_administer(one, organisation) for one in everybody] == [False, False, True, False, False, False]
    assert [can_review(one, organisation) for one in everybody] == [False, False, False, True, False, True]


def test_nobody_decides_about_an_organisation_of_ones_own():
    organisation = ClusterOrganisationFactory()
    with pytest.raises(PermissionDenied, match="somebody else"):
        check_can_review(Rights(1, is_moderator=True, roles={organisation.pk: "contributor"}), organisation)


def test_every_service_belongs_to_a_group():
    codes = profile_codes()
    assert {service.group for service in codes.service} == {group.code for group in codes.service_group}


def test_a_token_acts_once():
    token, done = uuid4(), []

    def do() -> str:
        done.append(1)
        return "/there/"

    assert [once(token, do), once(token, do)] == ["/there/", "/there/"]
    assert len(done) == 1


def test_a_token_of_an_action_that_failed_is_unused():
    token = uuid4()
    with pytest.raises(ZeroDivisionError):
        once(token, lambda: str(1 / 0))
    assert not Receipt.objects.exists()
