from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client

from observatory.models import FigureReport
from observatory.reporting.tasks import mail_report
from tests.observatory.factories import CurrentReleaseFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ADDRESS = "/observatory/report/"


def sent(**changes: str) -> dict[str, str]:
    return {
        "address": "/observatory/regions/DE21/?release=2026-01-01-1&year=2014",
        "release": "2026-01-01-1",
        "cell": "DE21 2014",
        "message": "The total looks too small.",
        "email": "reader@example.org",
        "token": str(uuid4()),
    } | changes


def test_the_form_carries_address_release_and_cell(client: Client):
    html = client.get(ADDRESS, {"address": "/observatory/regions/DE21/", "cell": "DE21 2014"}).content.decode()
    assert 'name="cell" value="DE21 2014"' in html
    assert 'name="address" value="/observatory/regions/DE21/"' in html


def test_a_report_is_kept_with_its_release_and_mailed_to_the_analysts(client: Client, settings):
    release = CurrentReleaseFactory(release__code="2026-01-01-1").release
    response = client.post(ADDRESS, sent())
    assert (response.status_code, response["Location"]) == (302, "/observatory/report/thanks/")
    report = FigureReport.objects.get()
    assert (report.release, report.cell) == (release, "DE21 2014")
    assert [message.to for message in mail.outbox] == [[settings.PORTAL_ANALYST_EMAIL]]
    assert "The total looks too small." in mail.outbox[0].body


def test_a_second_click_stores_and_sends_nothing_twice(client: Client):
    form = sent()
    client.post(ADDRESS, form)
    client.post(ADDRESS, form)
    assert FigureReport.objects.count() == len(mail.outbox) == 1


def test_the_job_run_twice_sends_one_mail(client: Client):
    client.post(ADDRESS, sent())
    mail_report.call(FigureReport.objects.get().pk)
    assert len(mail.outbox) == 1


ELSEWHERE = (
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "javascript:alert(1)",
    "observatory/",
)


@pytest.mark.parametrize(
    "wrong", [{"message": ""}, {"email": "nobody"}, {"token": "once"}, *({"address": one} for one in ELSEWHERE)]
)
def test_a_wrong_report_is_shown_again_with_what_to_do(client: Client, wrong: dict[str, str]):
    response = client.post(ADDRESS, sent(**wrong))
    assert response.status_code == 400
    assert "The total looks too small." in response.content.decode() or wrong.get("message") == ""
    assert not FigureReport.objects.exists()


def test_the_thank_you_page_answers(client: Client):
    assert client.get("/observatory/report/thanks/").status_code == 200


def test_analysts_look_reports_up_and_nobody_changes_them(client: Client, django_user_model):
    client.post(ADDRESS, sent())
    analyst = django_user_model.objects.create(email="analyst@example.org")
    wanted = Permission.objects.filter(codename__in=["access_admin", "view_figurereport", "change_figurereport"])
    analyst.user_permissions.add(*wanted)
    client.force_login(analyst)
    assert "DE21 2014" in client.get("/admin/figure_reports/").content.decode()
    assert client.get(f"/admin/figure_reports/edit/{FigureReport.objects.get().pk}/").status_code in (302, 404)
