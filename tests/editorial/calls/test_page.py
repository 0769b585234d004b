"""The page of one call, its form, and where else calls are shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.models import User
from portal.core.panels import About, Subject, panels_for
from portal.editorial.calls.presenters import closes_text
from portal.editorial.models import CallPage
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index, make_deadline, make_programme
from tests.pages import assert_page
from tests.registry.factories import CountryFactory, IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    return make_call_index(factories.make_home())


def test_the_page_says_all_that_is_known_of_a_call(client: Client, calls):
    CountryFactory(code="DE", name="Germany")
    page = make_call(
        calls, "full", programme=make_programme(funder="European Commission"), reference="REF-7", budget_eur=12_500_000,
        project_from_eur=500_000, project_to_eur=1_000_000, applicants=["research", "sme"], partners_wanted=["pilot"],
        eligible_countries=["DE"], opens_on=timezone.localdate() - timedelta(days=3),
    )  # fmt: skip
    page.deadlines = [make_deadline(-2, stage="first-stage"), make_deadline(20, stage="second-stage")]
    page.save()
    response = client.get("/calls/full/")
    assert_page(response)
    html = response.content.decode()
    for words in (
        "European Commission", "REF-7", "EUR 12,500,000", "EUR 500,000 to 1,000,000", "Pilot or demonstration site",
        "Small and medium-sized enterprises<br>Research", "Germany", "The call at example.org", "Brussels time",
        "Second stage: closes in 20 days", "over", "/calls/full/deadlines.ics", '"MonetaryGrant"',
    ):  # fmt: skip
        assert words in html, words


def test_a_page_with_little_shows_no_empty_places(client: Client, calls):
    make_call(calls, "bare", in_days=(), is_continuous=True)
    html = client.get("/calls/bare/").content.decode()
    assert "stays open, no deadline" in html
    for words in ("Deadlines</h2>", "Reference", "Budget", "Partners wanted", ".ics"):
        assert words not in html


def test_the_page_costs_the_same_for_one_and_for_many_deadlines(client: Client, calls, django_assert_max_num_queries):
    make_call(calls, "one", in_days=range(1, 9), programme=make_programme())
    client.get("/calls/one/")
    with django_assert_max_num_queries(10):
        client.get("/calls/one/")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ((2027, 5, 12, 14, 59), "closes today at 17:00"),
        ((2027, 5, 11, 21, 59), "closes tomorrow"),
        ((2027, 5, 11, 22, 1), "closes today at 17:00"),
        ((2027, 4, 30, 12, 0), "closes in 12 days"),
    ],
)
def test_days_left_are_counted_by_the_calendar_at_the_place(now, words):
    due = make_deadline(datetime(2027, 5, 12, 15, tzinfo=UTC)).local_moment
    assert closes_text(due, datetime(*now, tzinfo=UTC)) == words


def test_a_call_names_an_address_that_is_safe(calls):
    with pytest.raises(ValidationError, match="https://"):
        make_call(calls, "one", source_link="http://example.org/")


def test_amounts_must_fit_each_other(calls):
    with pytest.raises(ValidationError, match="at least more than at most"):
        make_call(calls, "one", project_from_eur=5, project_to_eur=4)
    with pytest.raises(ValidationError, match="more than the call has"):
        make_call(calls, "two", project_to_eur=5, budget_eur=4)


@pytest.fixture
def editor(client: Client, calls):
    prepare_groups()
    user = User.objects.create_user("editor@example.org")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    return client


def form(*deadlines: tuple[str, str], **values):
    """The form as the editors' area posts it; `deadlines` are times with their zones."""
    formset = {"deadlines-TOTAL_FORMS": str(len(deadlines)), "deadlines-INITIAL_FORMS": "0"}
    for number, (moment, zone) in enumerate(deadlines):
        formset |= {f"deadlines-{number}-moment": moment, f"deadlines-{number}-time_zone": zone}
    counted = dict.fromkeys(("comments-TOTAL_FORMS", "comments-INITIAL_FORMS", "body-count"), "0")
    page = {"title": "Boats", "slug": "boats", "summary": "Summary.", "source_link": "https://example.org/boats"}
    return {**counted, **formset, **page, "action-publish": "1", **values}


def add(client: Client, calls, *deadlines, **values):
    return client.post(f"/admin/pages/add/editorial/callpage/{calls.pk}/", form(*deadlines, **values))


def test_a_deadline_is_typed_in_its_own_time_zone(editor, calls):
    stages = ("2027-07-01 17:00", "Europe/Lisbon"), ("2027-07-01 17:00", "Europe/Helsinki")
    assert add(editor, calls, *stages, applicants=["sme"]).status_code == 302
    page = CallPage.objects.get()
    assert [one.moment.hour for one in page.deadlines.all()] == [14, 16]
    html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert html.count('value="2027-07-01 17:00"') == 2


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2027-03-28 02:30", "There is no 02:30"), ("2027-10-31 02:30", "happens twice")],
)
def test_a_time_that_no_clock_or_a_clock_twice_shows_is_refused(editor, calls, moment, words):
    response = add(editor, calls, (moment, "Europe/Brussels"))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not CallPage.objects.exists()


def test_a_call_without_deadline_must_say_why(editor, calls):
    assert "mark the call as continuous" in add(editor, calls).content.decode()
    assert add(editor, calls, is_continuous="on").status_code == 302


def test_a_deadline_before_the_opening_is_refused(editor, calls):
    response = add(editor, calls, ("2027-07-01 17:00", "Europe/Brussels"), opens_on="2027-08-01")
    assert "before the day on which the call opens" in response.content.decode()


def test_editing_keeps_the_identity_of_a_deadline(editor, calls):
    page = make_call(calls, "boats")
    deadline = page.deadlines.get()
    rows = {
        "deadlines-INITIAL_FORMS": "1", "deadlines-0-id": str(deadline.pk), "deadlines-0-stage": "proposal",
    }  # fmt: skip
    data = form(("2027-07-01 17:00", "Europe/Brussels")) | rows
    assert editor.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302
    stored = CallPage.objects.get().deadlines.get()
    assert (stored.key, stored.stage) == (deadline.key, "proposal")


def test_an_editor_keeps_programmes(editor):
    url = "/admin/snippets/editorial/programme/add/"
    assert editor.post(url, {"name": "COSME", "slug": "cosme"}).status_code == 302


UPPER_BAVARIA = About(region_codes=("DE21",), country_code="DE")


def rows(about: About, subject: Subject) -> list[str]:
    return [row.title for row in next(one for one in panels_for(subject, about, None) if one.key == "calls").rows]


def test_pages_of_regions_industries_and_clusters_show_calls_about_them(calls):
    RegionFactory(code="DE21", version="2024")
    cars = IndustryGroupFactory(code="C29")
    make_call(calls, "cars-here", region_codes=["DE21"], groups=[cars])
    make_call(calls, "closed", in_days=(-2,), region_codes=["DE21"], groups=[cars])
    make_call(calls, "elsewhere", countries=["FR"])
    assert rows(UPPER_BAVARIA, Subject.PLACE) == ["Cars-Here"]
    group = About(scheme="nace", group_code="C29")
    assert rows(group, Subject.INDUSTRY_GROUP) == ["Cars-Here"]
    cluster = About(region_codes=("DE21",), country_code="DE", scheme="nace", group_code="C29")
    assert rows(cluster, Subject.STATISTICAL_CLUSTER) == ["Cars-Here"]


def test_a_panel_says_how_long_there_is(calls):
    RegionFactory(code="DE21", version="2024")
    make_call(calls, "here", region_codes=["DE21"])
    panel = next(one for one in panels_for(Subject.PLACE, UPPER_BAVARIA, None) if one.key == "calls")
    assert panel.rows[0].detail.startswith("Open · closes in 10 days · ")


def test_words_of_a_call_come_in_the_language_of_the_reader(calls):
    make_call(calls, "one", applicants=["sme"], programme=make_programme(names={"fr": "Marché unique"}))
    with override("fr"):
        assert CallPage.objects.get().programme_name == "Marché unique"
