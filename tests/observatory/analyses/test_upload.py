"""The upload page: who may use it, what becomes of a table, and that nobody else sees any of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from observatory.analyses.actions import run_analysis
from observatory.analyses.forms import MOST_BYTES
from observatory.models import Analysis
from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, EDITOR
from portal.home.roles import prepare_groups
from tests.editorial.factories import make_home
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
TABLE = b"region,group,employment\nA,x,2000\nA,y,3000\nB,x,9000\nB,y,1000\n"
FORM = {
    "rules": ["three-stars"],
    "measures": ["lq", "similarity"],
    "fewest_regions": "1",
    "local": "",
    "grand_total": "",
}
ADDRESS = "/observatory/analyse/"


@pytest.fixture(autouse=True)
def _portal(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    make_home()
    prepare_groups()


def signed_in(role, name):
    user = User.objects.create_user(f"{name}@example.org", "a-long-password")
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def analyst():
    return signed_in(ANALYST, "analyst")


@pytest.fixture
def upload(analyst, django_capture_on_commit_callbacks):
    def send(content=TABLE, **changes):
        fields = FORM | {"token": uuid4(), "table": SimpleUploadedFile("my table.csv", content)} | changes
        with django_capture_on_commit_callbacks(execute=True):
            return analyst.post(ADDRESS, fields)

    return send


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["", EDITOR])
def test_who_is_no_analyst_may_not(role):
    client = signed_in(role, "other")
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, FORM).status_code == 403


@pytest.mark.parametrize("role", [ANALYST, ADMINISTRATOR])
def test_analysts_and_administrators_may(role):
    assert signed_in(role, "one").get(ADDRESS).status_code == 200


def test_a_table_is_analysed_and_its_files_are_given_to_its_owner(analyst, upload):
    page = analyst.get(upload().headers["Location"])
    assert "4 rows: 2 regions, 2 groups" in page.text
    found = Analysis.objects.get()
    assert found.files == ["cells.csv", "cells-similarity.csv"]
    answer = analyst.get(reverse("observatory:analysis-file", args=[found.pk, "cells.csv"]))
    content = b"".join(answer).decode()
    assert content.startswith("region,group,employment")
    assert len(content.splitlines()) == 5
    assert "no-store" in answer.headers["Cache-Control"]


def test_for_another_analyst_it_does_not_exist(upload):
    upload()
    found, other = Analysis.objects.get(), signed_in(ADMINISTRATOR, "other")
    names = {"analysis": [], "analysis-file": ["cells.csv"]}
    for name, more in names.items():
        assert other.get(reverse(f"observatory:{name}", args=[found.pk, *more])).status_code == 404
    assert other.post(reverse("observatory:analysis-delete", args=[found.pk])).status_code == 404
    assert other.get(ADDRESS, {"again": found.pk}).status_code == 404
    assert Analysis.objects.exists()


def test_for_a_reader_it_is_forbidden_and_a_stranger_signs_in(client, upload):
    upload()
    address = reverse("observatory:analysis", args=[Analysis.objects.get().pk])
    assert client.get(address).status_code == 302
    assert signed_in("", "reader").get(address).status_code == 403


def test_bad_rows_are_shown_with_their_lines_and_the_choices_are_kept(analyst, upload):
    page = analyst.get(upload(TABLE + b"C,x,many\n,y,3\n", local="y").headers["Location"])
    assert "my table.csv, line 6" in page.text
    assert "my table.csv, line 7" in page.text
    found = Analysis.objects.get()
    assert (found.state, found.files) == ("refused", [])
    assert 'value="y"' in analyst.get(ADDRESS, {"again": found.pk}).text


def test_a_second_click_starts_nothing_twice(upload):
    token = uuid4()
    first, second = upload(token=token), upload(token=token)
    assert first.headers["Location"] == second.headers["Location"]
    assert Analysis.objects.count() == 1


def test_a_job_that_runs_twice_writes_the_same(upload):
    upload()
    found = Analysis.objects.get()
    before = (found.folder / "results" / "cells.csv").read_bytes()
    Analysis.objects.update(state="waiting")
    run_analysis(analysis=Analysis.objects.get())
    assert (found.folder / "results" / "cells.csv").read_bytes() == before


def test_published_totals_come_with_their_own_files(upload):
    regions = SimpleUploadedFile("r.csv", b"region,employment\nA,10000\nB,20000\n")
    groups = SimpleUploadedFile("g.csv", b"group,employment\nx,15000\ny,15000\n")
    upload(region_totals=regions, group_totals=groups, grand_total="60000")
    found = Analysis.objects.get()
    columns, row = found.preview["columns"], found.preview["rows"][0]
    assert float(row[columns.index("lq")]) == pytest.approx((2000 / 10000) / (15000 / 60000))


def test_a_table_that_is_too_large_is_refused_with_the_limit(upload):
    answer = upload(b"region,group,employment\n" + b"A" * MOST_BYTES)
    assert answer.status_code == 400
    assert "larger than 20 MB" in answer.text
    assert not Analysis.objects.exists()


def test_a_form_without_a_table_keeps_its_choices(analyst):
    answer = analyst.post(ADDRESS, FORM | {"token": uuid4(), "local": "g47"})
    assert answer.status_code == 400
    assert "Choose the file with your table." in answer.text
    assert 'value="g47"' in answer.text


def test_no_name_leads_out_of_the_folder(analyst, upload):
    upload()
    found = Analysis.objects.get()
    (found.folder / "secret.csv").write_text("x")
    for name in ("secret.csv", "..%2Ftable.csv", "table.csv"):
        assert analyst.get(f"{ADDRESS}{found.pk}/{name}").status_code == 404


def test_its_owner_deletes_it_with_its_files(analyst, upload):
    upload()
    found = Analysis.objects.get()
    analyst.post(reverse("observatory:analysis-delete", args=[found.pk]))
    assert not Analysis.objects.exists()
    assert not found.folder.exists()


def test_after_thirty_days_the_clock_deletes_it(upload):
    upload()
    upload()
    old, young = Analysis.objects.order_by("created_at")
    Analysis.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    call_command("delete_old_analyses")
    assert list(Analysis.objects.all()) == [young]
    assert (old.folder.exists(), young.folder.exists()) == (False, True)
    call_command("delete_old_analyses")


def test_while_it_waits_the_page_looks_again_by_itself(analyst):
    owner = User.objects.get(email="analyst@example.org")
    found = Analysis.objects.create(owner=owner, token=uuid4(), title="t.csv")
    assert 'http-equiv="refresh"' in analyst.get(reverse("observatory:analysis", args=[found.pk])).text


def test_a_table_that_would_fill_the_machine_is_refused(upload):
    rows = b"".join(b"R%d,g%d,1\n" % (number, number) for number in range(5000))
    upload(b"region,group,employment\n" + rows)
    assert Analysis.objects.get().state == "refused"


def test_form_and_result_are_complete_pages(analyst, upload):
    assert_page(analyst.get(upload().headers["Location"]))
    assert_page(analyst.get(ADDRESS))


def test_the_pages_cost_few_queries_however_many_rows(analyst, upload, django_assert_max_num_queries):
    address = upload().headers["Location"]
    with django_assert_max_num_queries(12):
        analyst.get(address)
    with django_assert_max_num_queries(12):
        analyst.get(ADDRESS)


def test_the_personal_page_of_an_analyst_leads_there(analyst):
    assert ADDRESS in analyst.get("/account/").text
    assert ADDRESS not in signed_in("", "reader").get("/account/").text
