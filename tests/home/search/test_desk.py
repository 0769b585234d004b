"""What editors do for the search, and who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, EDITOR, MODERATOR
from portal.home.roles import prepare_groups
from portal.home.search.models import NothingFound, PromotedResult, Synonyms

pytestmark = pytest.mark.django_db
REPORT = reverse("search_nothing_found")


@pytest.fixture(autouse=True)
def _groups():
    prepare_groups()


def signed_in(role: str) -> Client:
    user, client = User.objects.create_user("desk@example.org", "a-long-password"), Client()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", [EDITOR, MODERATOR, ADMINISTRATOR])
def test_editors_add_synonyms_and_promoted_results(role: str):
    client = signed_in(role)
    address = reverse(Synonyms.snippet_viewset.get_url_name("add"))
    assert client.post(address, {"words": "lorry\r\ntruck", "codes": "", "language": ""}).status_code == 302
    assert Synonyms.objects.get().words == "lorry\ntruck"
    address = reverse(PromotedResult.snippet_viewset.get_url_name("add"))
    form = {"queries": "Money", "title": "Calls", "address": "/calls/", "text": "", "language": "en"}
    assert client.post(address, form).status_code == 302
    assert PromotedResult.objects.get().folded == "|money|"


def test_analysts_do_not():
    client = signed_in(ANALYST)
    address = reverse(Synonyms.snippet_viewset.get_url_name("add"))
    client.post(address, {"words": "lorry\ntruck"})
    assert not Synonyms.objects.exists()
    assert client.get(REPORT).status_code == 302


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "page"),
        ({"address": "example.org", "title": "X"}, "address"),
        ({"address": "/calls/"}, "title"),
        (
            {"address": "/", "title": "X", "start": timezone.localdate(), "end": timezone.localdate() - timedelta(1)},
            "end",
        ),
    ],
)
def test_a_promoted_result_that_leads_nowhere_is_refused(fields: dict, wrong: str):
    with pytest.raises(ValidationError) as refused:
        PromotedResult(queries="calls", **fields).full_clean()
    assert wrong in refused.value.message_dict


def test_one_word_without_a_code_is_no_synonym():
    with pytest.raises(ValidationError, match="One word alone"):
        Synonyms(words="lorry\n\n").full_clean()


def test_editors_read_what_was_searched_and_not_found_the_most_frequent_first():
    today = timezone.localdate()
    NothingFound.objects.create(text="rare", language="en", day=today, count=1)
    NothingFound.objects.create(text="usual", language="en", day=today, count=5)
    NothingFound.objects.create(text="usual", language="en", day=today - timedelta(days=1), count=2)
    client = signed_in(EDITOR)
    html = client.get(REPORT).content.decode()
    assert html.index("usual") < html.index("rare")
    assert "Searched and not found" in html
    rows = b"".join(client.get(f"{REPORT}?export=csv")).decode().splitlines()
    assert rows[0] == "Searched for,Language,Searches,Last day"
    assert rows[1].startswith("usual,en,7,")


def test_the_report_costs_the_same_for_many_searches(django_assert_max_num_queries):
    NothingFound.objects.bulk_create(
        NothingFound(text=f"text {number}", language="en", day=timezone.localdate()) for number in range(300)
    )
    client = signed_in(EDITOR)
    client.get(REPORT)
    with django_assert_max_num_queries(25):
        client.get(REPORT)


def test_what_is_older_than_ninety_days_is_deleted():
    today = timezone.localdate()
    NothingFound.objects.create(text="old", language="en", day=today - timedelta(days=91))
    NothingFound.objects.create(text="new", language="en", day=today - timedelta(days=90))
    call_command("delete_old_searches", verbosity=0)
    assert list(NothingFound.objects.values_list("text", flat=True)) == ["new"]
