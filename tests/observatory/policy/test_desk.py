"""What editors do with entries on cluster policy in their desk."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from observatory.models import CountryPolicy
from portal.accounts.roles import ANALYST, EDITOR
from portal.home.roles import prepare_groups
from tests.observatory.policy.factories import make_policy
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db
DESK = "/admin/snippets/observatory/countrypolicy/"
PAGE = "/observatory/policy/DE/"


@pytest.fixture(autouse=True)
def country():
    return CountryFactory(code="DE", name="Germany", membership="eu27")


def sign_in(client: Client, django_user_model, group: str) -> None:
    prepare_groups()
    user = django_user_model.objects.create_user(f"{group}@example.org".lower().replace(" ", ""), "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


@pytest.fixture
def editor(client: Client, django_user_model) -> Client:
    sign_in(client, django_user_model, EDITOR)
    return client


def form(**changes: str) -> dict[str, str]:
    empty = {f"{name}-count": "0" for name in ("programmes", "bodies", "strategies")}
    overview = {"blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "What it does.",
                            "inlineStyleRanges": [],
                            "entityRanges": []}], "entityMap": {}}  # fmt: skip
    answers = {"policy": "yes", "programme": "no", "evaluation": "unknown", "label": "unknown", "budget": "1-10"}
    words = dict.fromkeys(("contact_name", "contact_email", "contact_url", "validated_on", "responsible"), "")
    return {"country": "DE", "overview": json.dumps(overview), **answers, **words, **empty} | changes


def test_a_draft_is_public_only_once_it_is_published(editor: Client):
    editor.post(f"{DESK}add/", form())
    entry = CountryPolicy.objects.get()
    assert not entry.live
    assert "no entry yet" in Client().get(PAGE).content.decode()
    editor.post(f"{DESK}edit/{entry.pk}/", form(**{"action-publish": "1"}))
    assert "What it does." in Client().get(PAGE).content.decode()


def test_a_change_that_is_not_published_yet_is_not_public(editor: Client):
    entry = make_policy("DE", policy="no")
    editor.post(f"{DESK}edit/{entry.pk}/", form(policy="yes"))
    assert "dedicated cluster policy – no" in Client().get(PAGE).content.decode()
    assert CountryPolicy.objects.get().has_unpublished_changes


def test_an_editor_sees_the_page_before_it_is_published(editor: Client):
    entry = make_policy("DE", policy="no")
    preview = f"{DESK}preview/{entry.pk}/"
    assert editor.post(preview, form(policy="yes")).json()["is_valid"]
    html = editor.get(preview).content.decode()
    assert "dedicated cluster policy – yes" in html
    assert "What it does." in html


def test_history_and_comparison_are_there(editor: Client):
    entry = make_policy("DE", policy="no")
    for answer in ("yes", "unknown"):
        editor.post(f"{DESK}edit/{entry.pk}/", form(policy=answer))
    assert editor.get(f"{DESK}history/{entry.pk}/").status_code == 200
    compared = editor.get(f"{DESK}history/{entry.pk}/revisions/compare/earliest...latest/")
    assert compared.status_code == 200
    assert "Not known" in compared.content.decode()


def test_an_editor_cannot_delete_an_entry_and_an_analyst_cannot_see_the_desk(editor: Client, django_user_model):
    entry = make_policy("DE")
    editor.post(f"{DESK}delete/{entry.pk}/")
    assert CountryPolicy.objects.exists()
    analyst = Client()
    sign_in(analyst, django_user_model, ANALYST)
    assert analyst.get(DESK).status_code == 302


def test_editors_find_the_way_from_the_public_page_to_the_entry(editor: Client):
    assert f"{DESK}add/" in editor.get(PAGE).content.decode()
    entry = make_policy("DE")
    assert f"{DESK}edit/{entry.pk}/" in editor.get(PAGE).content.decode()
    assert DESK not in Client().get(PAGE).content.decode()


def test_the_list_costs_the_same_for_thirty_and_for_eighty_entries(editor: Client):
    """Page translation asks once a row, and a page of the list has twenty."""
    counts = []
    for numbers in (range(30), range(30, 80)):
        for number in numbers:
            make_policy(CountryFactory(code=f"{number // 9}{number % 9}").code)
        editor.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            assert editor.get(DESK).status_code == 200
        counts.append(len(asked))
    assert max(counts) <= min(counts) + 4 <= 74


def test_a_translation_takes_the_facts_along_and_offers_the_texts(editor: Client):
    entry = make_policy("DE", policy="yes", budget="1-10", overview="<p>What it does.</p>")
    french = Locale.objects.get_or_create(language_code="fr")[0]
    source, _created = TranslationSource.get_or_create_from_instance(entry)
    Translation.objects.create(source=source, target_locale=french)
    texts = list(source.stringsegment_set.values_list("string__data", flat=True))
    assert texts == ["What it does."]
    source.create_or_update_translation(french, fallback=True)
    translated = CountryPolicy.objects.get(locale=french)
    assert (translated.policy, translated.budget, translated.country_id) == ("yes", "1-10", "DE")
