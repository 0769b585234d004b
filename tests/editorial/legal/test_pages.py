import json
import re
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from observatory.models import CountryPolicy
from portal.accounts.models import User
from portal.config.settings import env
from portal.core.cookies import cookies
from portal.editorial.models import AccessibilityPage, CookiesPage, FaqPage, PrivacyPage, ProcessingPage
from portal.editorial.models.faq import QuestionBlock
from portal.home.reference import prepare_reference
from tests.editorial.factories import make_home, make_standard
from tests.pages import assert_page, every
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert_page(response)
    return " ".join(response.content.decode().split())


@pytest.fixture
def statement(home):
    privacy = home.add_child(instance=PrivacyPage(title="Privacy", slug="privacy", lead="What is kept."))
    texts = {"data": "<p>An address.</p>", "recipients": "<p>Editors.</p>", "retention": "<p>A year.</p>"}
    return privacy.add_child(
        instance=ProcessingPage(title="Digest", slug="digest", lead="Of subscribers.", ground="consent", **texts)
    )


@pytest.mark.parametrize(
    ("base", "present", "absent"),
    [
        ("2018/1725", ("Regulation (EU) 2018/1725", "Article 5(1)(d)", "Articles 17 to 24", "European Data Protection"),
         ("2016/679", "Article 6(")),
        ("2016/679", ("Regulation (EU) 2016/679", "Article 6(1)(a)", "Articles 15 to 22", "authority of your country"),
         ("2018/1725", "Article 5(1)")),
    ],
)  # fmt: skip
def test_articles_and_rights_follow_the_legal_base(client: Client, statement, settings, base, present, absent):
    settings.PORTAL_LEGAL_BASE = base
    html = html_of(client, "/privacy/digest/")
    assert all(words in html for words in present)
    assert not any(words in html for words in absent)


def test_another_legal_base_stops_the_start(monkeypatch):
    monkeypatch.setenv("PORTAL_LEGAL_BASE", "1995/46")
    with pytest.raises(ImproperlyConfigured, match="2016/679, 2018/1725"):
        env.choice("PORTAL_LEGAL_BASE", ("2016/679", "2018/1725"))


def test_the_privacy_page_leads_to_every_statement_that_is_live(client: Client, statement):
    assert 'href="/privacy/digest/"' in html_of(client, "/privacy/")
    statement.unpublish()
    assert 'href="/privacy/digest/"' not in html_of(client, "/privacy/")


def test_the_cookies_page_names_every_cookie_with_its_life_from_the_settings(client: Client, home, settings):
    home.add_child(instance=CookiesPage(title="Cookies", slug="cookies", lead="Few."))
    settings.SESSION_COOKIE_AGE = 3 * 86_400
    html = html_of(client, "/cookies/")
    for name in ("csrftoken", "sessionid", "messages"):
        assert name in html
    assert "3 days" in html


def test_reading_sets_no_cookie(client: Client, home, statement):
    make_standard(home, "about")
    for path in ("/", "/about/", "/privacy/", "/privacy/digest/", "/glossary/", "/observatory/policy/"):
        client.get(path)
    assert not client.cookies


def test_no_cookie_is_set_that_the_page_does_not_name(client: Client, home):
    User.objects.create_user("reader@example.org", "a-long-password")
    client.get("/feedback/")
    client.post("/account/login/", {"login": "reader@example.org", "password": "a-long-password"})
    client.post("/account/views/", {"kind": "none"})
    assert set(client.cookies) <= {cookie.name for cookie in cookies()}
    assert "sessionid" in client.cookies


def accessibility(**fields) -> AccessibilityPage:
    values = {
        "title": "Accessibility", "slug": "accessibility", "lead": "How far.", "prepared_on": date(2026, 11, 2),
        "non_compliance": "<p>Some names.</p>", "enforcement": "<p>The Ombudsman.</p>",
    }  # fmt: skip
    return AccessibilityPage(**values | fields)


@pytest.mark.parametrize(
    ("status", "words"),
    [("full", "is fully compliant"), ("partial", "is partially compliant"), ("none", "is not compliant")],
)
def test_the_statement_has_every_part_of_the_model(client: Client, home, status, words):
    home.add_child(instance=accessibility(status=status, burden="<p>Old maps.</p>", out_of_scope="<p>Links.</p>"))
    html = html_of(client, "/accessibility/")
    for part in ("Compliance status", words, "Non-accessible content", "Non-compliance", "Disproportionate burden",
                 "outside the scope", "was prepared on 2 November 2026", "self-assessment", "Feedback and contact",
                 "/feedback/?kind=accessibility", "within 15 days", "Enforcement procedure",
                 "The Ombudsman"):  # fmt: skip
        assert part in html, part


def test_who_is_not_fully_compliant_says_what_is_not_accessible(home):
    page = accessibility(status="partial", non_compliance="")
    with pytest.raises(ValidationError, match="Say what is not accessible"):
        home.add_child(instance=page)


def test_a_review_cannot_come_before_the_statement(home):
    with pytest.raises(ValidationError, match="before the statement was prepared"):
        home.add_child(instance=accessibility(reviewed_on=date(2026, 1, 1)))


def faq(*questions: str, **fields) -> FaqPage:
    values = [{"question": one, "answer": "<p>An <b>answer</b>.</p>", "anchor": f"q-{place}"} for place, one in
              enumerate(questions)]  # fmt: skip
    groups = [("group", {"title": "Group", "questions": values})]
    return FaqPage(title="Questions", slug="faq", lead="What readers ask.", groups=groups, **fields)


def test_each_answer_has_an_address_that_unfolds_it(client: Client, home):
    home.add_child(instance=faq("Why?", "How?"))
    tree = assert_page(client.get("/faq/"))
    folded = every(tree, "details")
    answers = [one for fold in folded for one in fold.iter() if one.get("id") in ("q-0", "q-1")]
    assert len(answers) == 2
    assert ["".join(one.itertext()) for one in every(tree, "h3")] == ["Why?", "How?"]


def test_machines_read_the_questions(client: Client, home):
    home.add_child(instance=faq("Why?"))
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, "/faq/"))
    data = json.loads(block.group(1))
    assert data["@type"] == "FAQPage"
    assert data["mainEntity"][0]["name"] == "Why?"
    assert "answer" in data["mainEntity"][0]["acceptedAnswer"]["text"]


def test_two_questions_with_one_anchor_are_refused(home):
    page = faq("Why?", "How?")
    page.groups[0].value["questions"][1]["anchor"] = "q-0"
    with pytest.raises(ValidationError, match="have the same anchor"):
        home.add_child(instance=page)


def test_the_anchor_is_made_once_and_stays_when_the_question_is_reworded():
    block = QuestionBlock()
    made = block.clean(block.to_python({"question": "Why is it so?", "answer": "<p>So.</p>", "anchor": ""}))
    assert made["anchor"] == "why-is-it-so"
    made["question"] = "Why, then?"
    assert block.clean(made)["anchor"] == "why-is-it-so"
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"question": "Why?", "answer": "<p>So.</p>", "anchor": "Not An Anchor"}))


def test_questions_are_found_by_the_pages_search(home):
    page = home.add_child(instance=faq("Why?"))
    assert any("Why?" in str(field.get_value(page)) for field in page.get_search_fields())


def test_the_first_reference_pages_answer_and_are_written_once(client: Client, home):
    assert prepare_reference() > 40
    for path in (
        "/faq/",
        "/privacy/",
        "/privacy/server-log/",
        "/cookies/",
        "/accessibility/",
        "/contact/",
        "/glossary/",
    ):
        assert_page(client.get(path))
    assert prepare_reference() == 0


def test_the_first_entries_on_cluster_policy_name_their_sources_and_are_not_called_validated(client: Client, home):
    CountryFactory(code="DE", name="Germany")
    prepare_reference()
    html = html_of(client, "/observatory/policy/DE/")
    assert "go-cluster" in html
    assert "https://www.clusterplattform.de/" in html
    assert "Not validated yet" in html
    assert not CountryPolicy.objects.filter(country="FR").exists()


def test_a_page_that_editors_wrote_stays_where_it_is(client: Client, home):
    make_standard(home, "privacy", title="Our own").save_revision().publish()
    prepare_reference()
    assert "Our own" in html_of(client, "/privacy/")


@pytest.mark.parametrize("statements", [1, 12])
def test_the_privacy_page_costs_the_same_however_many_statements_there_are(client: Client, statement, statements: int):
    texts = {"data": "<p>An address.</p>", "recipients": "<p>Editors.</p>", "retention": "<p>A year.</p>"}
    privacy = statement.get_parent()
    for number in range(statements):
        page = ProcessingPage(title=f"Use {number}", slug=f"use-{number}", lead="Of data.", **texts)
        privacy.add_child(instance=page)
    client.get("/privacy/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/privacy/")
    assert len(asked) <= 8


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("path", ["/faq/", "/privacy/server-log/", "/cookies/", "/accessibility/", "/contact/"])
def test_reference_pages_stay_within_twelve_queries(
    client: Client, home, path: str, is_signed_in: bool, django_assert_max_num_queries
):
    prepare_reference()
    if is_signed_in:
        client.force_login(User.objects.create_user("reader@example.org"))
    with django_assert_max_num_queries(12):
        client.get(path)
