"""What editors do with terms in their desk."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.roles import EDITOR
from portal.editorial.models import GlossaryTerm
from portal.home.roles import prepare_groups
from tests.editorial.glossary.factories import make_term

pytestmark = pytest.mark.django_db
DESK = "/admin/snippets/editorial/glossaryterm/"


@pytest.fixture
def editor(client: Client, django_user_model) -> Client:
    prepare_groups()
    user = django_user_model.objects.create_user("editor@example.org", "a-long-password")
    user.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(user)
    return client


def form(**changes: str) -> dict[str, str]:
    block = {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": "A ratio.",
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    definition = json.dumps({"blocks": [block], "entityMap": {}})
    values = {"term": "Location quotient", "other_forms": "LQ", "definition": definition, "is_linked": "on"}
    return values | {"source": "", "source_url": "", "slug": ""} | changes


def test_a_term_is_in_the_glossary_once_it_is_published(editor: Client):
    editor.post(f"{DESK}add/", form())
    assert "Location quotient" not in Client().get("/glossary/").content.decode()
    term = GlossaryTerm.objects.get()
    assert term.slug == "location-quotient"
    editor.post(f"{DESK}edit/{term.pk}/", form(slug=term.slug, **{"action-publish": "1"}))
    assert 'id="location-quotient"' in Client().get("/glossary/").content.decode()


def test_an_editor_sees_the_entry_before_it_is_published(editor: Client):
    term = make_term()
    preview = f"{DESK}preview/{term.pk}/"
    assert editor.post(preview, form(term="Quotient of location", slug=term.slug)).json()["is_valid"]
    assert "Quotient of location" in editor.get(preview).content.decode()


def test_the_anchor_of_another_term_is_refused(editor: Client):
    make_term()
    response = editor.post(f"{DESK}add/", form(term="Something else", slug="location-quotient"))
    assert response.status_code == 200
    assert GlossaryTerm.objects.count() == 1
