"""The desk of imports: who may use it, what is shown before anything is written, and that nothing is written twice."""

import threading
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.core import file_imports
from portal.core.file_imports import begin_writing
from portal.editorial.calls.importing import actions, tasks
from portal.editorial.calls.importing.mapping import default_mapping
from portal.editorial.models import CallImport, CallPage
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.editorial.calls.factories import make_call_index

pytestmark = pytest.mark.django_db

INDEX = "/admin/calls/import/"
HEAD = b"title,summary,reference,link,deadline,applicants\n"
TABLE = HEAD + (b"Green cars,About cars.,REF-1,https://example.org/1,2027-05-12,sme\n")
STATE = CallImport.State


@pytest.fixture(autouse=True)
def _site():
    prepare_groups()
    make_call_index(factories.make_home())


def user_in(role: str, name: str = "one") -> User:
    user = User.objects.create_user(f"{name}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(user_in("Editor"))
    return client


@pytest.fixture
def send(editor, django_capture_on_commit_callbacks):
    def send(content: bytes = TABLE, name: str = "calls.csv", **values):
        data = {"file": SimpleUploadedFile(name, content), **values}
        with django_capture_on_commit_callbacks(execute=True):
            return editor.post(INDEX, data)

    return send


@pytest.fixture
def confirm(editor, django_capture_on_commit_callbacks):
    def confirm(upload: CallImport, token=None, client: Client = editor):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("call_imports:confirm", args=[upload.pk]), {"token": token or upload.token})

    return confirm


def page_of(client: Client, upload: CallImport) -> str:
    return client.get(reverse("call_imports:detail", args=[upload.pk])).content.decode()


def test_an_upload_shows_what_it_would_do_and_writes_nothing(editor, send):
    assert send().status_code == 302
    upload = CallImport.objects.get()
    html = page_of(editor, upload)
    assert (upload.state, "Green cars" in html, "New: 1" in html) == (STATE.READY, True, True)
    assert "Write these calls" in html
    assert not CallPage.objects.exists()


def test_a_confirmed_upload_is_written(editor, send, confirm):
    send()
    confirm(CallImport.objects.get())
    upload = CallImport.objects.get()
    assert (upload.state, bytes(upload.content)) == (STATE.DONE, b"")
    assert (CallPage.objects.get().live, CallPage.objects.get().owner.email) == (False, "one@example.org")
    html = page_of(editor, upload)
    assert "New, draft" in html
    assert f"/admin/pages/{CallPage.objects.get().pk}/edit/" in html


def test_publishing_is_a_choice(send, confirm):
    send(is_publishing="on")
    confirm(CallImport.objects.get())
    assert CallPage.objects.get().live


def test_a_second_click_writes_nothing_more(send, confirm):
    send()
    upload = CallImport.objects.get()
    for _click in range(2):
        assert confirm(upload).status_code == 302
    assert CallPage.objects.count() == 1


def test_an_old_token_confirms_nothing(send, confirm):
    send()
    confirm(CallImport.objects.get(), token=uuid4())
    confirm(CallImport.objects.get(), token="no token")
    assert CallImport.objects.get().state == STATE.READY
    assert not CallPage.objects.exists()


def test_a_file_with_faults_cannot_be_confirmed(editor, send, confirm):
    send(TABLE.replace(b"2027-05-12", b"soon"))
    upload = CallImport.objects.get()
    html = page_of(editor, upload)
    assert upload.state == STATE.REFUSED
    assert "deadline: “soon” is no date" in html
    assert "Write these calls" not in html
    confirm(upload)
    assert not CallPage.objects.exists()


def test_what_became_a_fault_since_it_was_shown_writes_nothing(send, confirm):
    send(TABLE.replace(b"link,", b"link,programme,").replace(b"/1,", b"/1,,"))
    upload = CallImport.objects.get()
    CallImport.objects.update(content=TABLE.replace(b"sme", b"nobody"))
    confirm(upload)
    assert CallImport.objects.get().state == STATE.REFUSED
    assert not CallPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a table", "content is that of a .zip file"),
        (b"<html><script>", "content is that of a .html file"),
        (b"a\0b", "not that of a .csv file"),
        (b"x" * 5_000_001, "too large"),
    ],
    ids=["empty", "archive", "page", "binary", "large"],
)
def test_what_is_no_csv_file_is_refused_at_once(send, content, words):
    response = send(content)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not CallImport.objects.exists()


def test_a_mapping_that_cannot_be_meant_is_refused_at_once(send):
    response = send(mapping=SimpleUploadedFile("m.toml", b'[columns]\nA = "titel"\nB = "title"\nC = "source_link"'))
    assert response.status_code == 400
    assert "“titel” is no field of a call" in response.content.decode()


def test_a_mapping_of_ones_own_is_used(send):
    mapping = b'[columns]\nName = "title"\nWeb = "source_link"\nText = "summary"\nTill = "deadline"'
    send(
        b"Name,Web,Text,Till\nCars,https://example.org,About.,2027-01-01\n",
        mapping=SimpleUploadedFile("m.toml", mapping),
    )
    assert CallImport.objects.get().state == STATE.READY


def test_a_job_that_runs_twice_writes_once(send):
    send()
    upload = CallImport.objects.get()
    assert begin_writing(upload, upload.token)
    for _run in range(2):
        tasks.write_calls.func(upload.pk)
        tasks.look_through_calls.func(upload.pk)
    assert CallPage.objects.count() == 1
    assert CallImport.objects.get().state == STATE.DONE


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_import_that_failed_while_it_wrote_left_nothing_and_can_be_confirmed_again(send):
    run_sql("ALTER TABLE editorial_callpage ADD CONSTRAINT no_second CHECK (reference <> 'REF-2')")
    send(TABLE + b"Red cars,About.,REF-2,https://example.org/2,2027-05-12,sme\n")
    upload = CallImport.objects.get()
    begin_writing(upload, upload.token)
    with pytest.raises(IntegrityError):
        tasks.write_calls.func(upload.pk)
    assert not CallPage.objects.exists()
    failed = CallImport.objects.get()
    assert (failed.state, "IntegrityError" in failed.problem) == (STATE.FAILED, True)
    run_sql("ALTER TABLE editorial_callpage DROP CONSTRAINT no_second")
    assert begin_writing(failed, failed.token)
    tasks.write_calls.func(upload.pk)
    assert CallPage.objects.count() == 2


@pytest.mark.parametrize("role", ["Analyst", "Cluster manager"])
def test_who_may_not_add_calls_may_not_import_them(client: Client, role):
    client.force_login(user_in(role))
    for path in (INDEX, f"{INDEX}mapping.toml", f"{INDEX}1/"):
        assert client.get(path).status_code in (302, 403), path
    assert client.post(f"{INDEX}1/confirm/").status_code in (302, 403)


def test_nobody_without_an_account_comes_in(client: Client):
    assert client.get(INDEX).status_code == 302


def test_an_import_is_its_owners_alone(send, confirm, client: Client):
    send()
    upload = CallImport.objects.get()
    other = Client()
    other.force_login(user_in("Moderator", "other"))
    assert other.get(reverse("call_imports:detail", args=[upload.pk])).status_code == 404
    assert confirm(upload, client=other).status_code == 404
    assert other.post(reverse("call_imports:delete", args=[upload.pk])).status_code == 404
    assert "calls.csv" not in other.get(INDEX).content.decode()
    assert CallImport.objects.get().state == STATE.READY


def test_a_form_without_its_token_of_the_site_is_refused(send):
    send()
    upload = CallImport.objects.get()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())
    assert strict.post(reverse("call_imports:confirm", args=[upload.pk]), {"token": upload.token}).status_code == 403


def test_an_import_is_deleted_and_its_calls_stay(editor, send, confirm):
    send()
    upload = CallImport.objects.get()
    confirm(upload)
    assert editor.post(reverse("call_imports:delete", args=[upload.pk])).status_code == 302
    assert (CallImport.objects.count(), CallPage.objects.count()) == (0, 1)


def test_the_shipped_mapping_can_be_downloaded(editor):
    response = editor.get(f"{INDEX}mapping.toml")
    assert response["Content-Type"].startswith("application/toml")
    assert b"[columns]" in response.content


def test_the_desk_has_an_entry_for_those_who_may_import(editor):
    assert INDEX in editor.get("/admin/").content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_progress_is_seen_while_the_one_transaction_is_open(monkeypatch):
    """Rows that are done are told through another connection, before any of them is committed."""
    monkeypatch.setattr(file_imports, "SECONDS", 0.0)
    rows = b"".join(b"Call %d,About.,R-%d,https://example.org/%d,2027-05-12,sme\n" % (n, n, n) for n in range(8))
    values = {"file_name": "calls.csv", "content": HEAD + rows, "mapping": default_mapping(), "is_publishing": False}
    upload = actions.upload(owner=user_in("Editor"), **values)
    actions.look(upload_pk=upload.pk)
    begin_writing(upload, CallImport.objects.get().token)
    seen: list[tuple[int, int]] = []
    watcher = threading.Thread(target=watch, args=(seen,))
    watcher.start()
    actions.write(upload_pk=upload.pk)
    watcher.join()
    assert {0} == {calls for done, calls in seen if 0 < done < 8}
    assert CallPage.objects.count() == 8


def watch(seen: list[tuple[int, int]]) -> None:
    """Rows done, and calls that others see, for as long as the import writes."""
    try:
        while CallImport.objects.get().state == STATE.WRITING:
            calls = CallPage.objects.count()  # first: the rows could be committed between the two
            seen.append((CallImport.objects.get().rows_done, calls))
    finally:
        connection.close()
