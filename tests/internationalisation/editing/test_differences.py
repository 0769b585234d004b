"""Differences between two states of a profile, in words that a reviewer understands."""

import pytest

from internationalisation.editing.differences import compare, in_one_line, sentences
from portal.registry.memory import forget
from portal.registry.models import Certificate, ContactPerson
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory, IndustryGroupFactory, SchemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Old name", country=CountryFactory(code="DE"), staff_fte="1.50")


def changed(organisation, **fields):
    new = organisation.get_latest_revision_as_object()
    new = type(new).objects.get(pk=new.pk)
    for name, value in fields.items():
        setattr(new, name, value)
    return compare(organisation, new)


def test_an_unchanged_profile_has_no_differences(organisation):
    organisation.refresh_from_db()
    assert changed(organisation) == ()


def test_a_changed_field_is_told_with_its_label_and_both_values(organisation):
    (change,) = changed(organisation, name="New name")
    assert (change.label, change.old, change.new) == ("Name", "Old name", "New name")
    assert in_one_line(change) == "Name: Old name → New name"


def test_codes_are_told_by_their_names(organisation):
    IndustryGroupFactory(scheme=SchemeFactory(code="nace"), code="C29", name="Motor vehicles")
    forget()
    texts = [change.new for change in changed(organisation, groups=["nace:C29"], services=["training"], kind="network")]
    assert texts == ["Network", "Motor vehicles", "Training courses"]


def test_what_means_the_same_is_no_difference(organisation):
    organisation.groups, organisation.description = ["nace:C29", "nace:C30"], "One.\r\nTwo."
    assert changed(organisation, groups=["nace:C30", "nace:C29"], description="One.\nTwo. ", staff_fte="1.5") == ()


def test_a_long_text_is_compared_sentence_by_sentence(organisation):
    before = "First sentence. " + "A second one that says a lot about the cluster. " * 3
    organisation.description, organisation.text_language = before, "de"
    (change,) = changed(organisation, description=before.replace("First", "Another"), text_language="de")
    assert [piece.kind for piece in change.pieces] == ["removed", "added", "same", "same", "same"]
    assert change.language == "de"


def test_rows_are_told_one_by_one(organisation):
    organisation.certificates = [Certificate(label="gold", issuer="Agency"), Certificate(label="bronze", issuer="Gone")]
    new = type(organisation).objects.get(pk=organisation.pk)
    kept = Certificate(label="gold", issuer="Another agency", key=organisation.certificates.all()[0].key)
    new.certificates, new.contacts = [kept], [ContactPerson(name="Ada", has_agreed=True)]
    texts = [(change.old, change.new) for change in compare(organisation, new)]
    gold = "Cluster management excellence: gold"
    assert texts[0] == (f"{gold} · Agency", f"{gold} · Another agency")
    assert texts[1] == ("Cluster management excellence: bronze · Gone", "")
    assert texts[2] == ("", "Ada · agreed to be shown on the public page: yes")


def test_all_sentences_of_both_texts_are_kept():
    pieces = sentences("One. Two. Three.", "One. Three. Four.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "One."),
        ("removed", "Two."),
        ("same", "Three."),
        ("added", "Four."),
    ]
