"""Reading PDF files: bounded in time and memory, by a job that may run twice, with words for editors where it fails."""

import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.documents.models import Document

from portal.editorial.library import extracting
from portal.editorial.library.actions import read_text, unread_documents
from portal.editorial.library.extracting import extract
from portal.editorial.library.finding import passage
from portal.editorial.library.panels import state_in_words
from portal.editorial.library.tasks import read_document
from portal.editorial.models import DocumentPage, DocumentText
from tests.editorial.factories import make_home
from tests.editorial.library import factories, files

State = DocumentText.State


def written(folder: Path, content: bytes) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(content)
    return path


class TestExtracting:
    def test_pages_come_in_order(self, tmp_path):
        found = extract(written(tmp_path, files.pdf("One été", "", "Three")))
        assert found.texts == ("One été", "", "Three")
        assert found.problem == ""

    def test_a_file_with_a_password_is_encrypted(self, tmp_path):
        assert extract(written(tmp_path, files.encrypted("One"))).problem == "encrypted"

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.4\nnonsense", files.pdf("One")[:150]])
    def test_a_broken_file_is_broken(self, tmp_path, content):
        assert extract(written(tmp_path, content)).problem == "broken"

    def test_a_file_that_takes_too_long_is_stopped_and_keeps_its_first_pages(self, tmp_path, monkeypatch):
        stopped = subprocess.TimeoutExpired("python", 1, output=b'"One"\n"Two"\n"Thr')
        monkeypatch.setattr(subprocess, "run", lambda *args, **options: (_ for _ in ()).throw(stopped))
        assert extract(written(tmp_path, b"")) == extracting.Extracted(("One", "Two"), "stopped")

    def test_no_page_is_longer_than_a_page_can_be(self, tmp_path, monkeypatch):
        monkeypatch.setattr(extracting, "LONGEST_PAGE", 3)
        monkeypatch.setattr(extracting, "LONGEST_TEXT", 5)
        path = written(tmp_path, files.pdf("Sentence", "Sentence", "Sentence"))
        assert list(extracting.pages_of(str(path))) == ["Sen", "Se", ""]

    def test_the_child_knows_no_portal(self):
        """It starts quickly, and a file that takes it over finds nothing."""
        code = "import sys, portal.editorial.library.extracting; print('django' in sys.modules)"
        done = subprocess.run([extracting.sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "False"


@pytest.mark.django_db
class TestJobs:
    @pytest.fixture(autouse=True)
    def _files(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def test_every_file_is_read_once(self):
        document = factories.make_document(content=files.pdf("One", "Two"))
        call_command("read_documents")
        text = DocumentText.objects.get(document=document)
        assert (text.state, text.pages) == (State.READ, 2)
        assert [page.content for page in text.page_texts.all()] == ["One", "Two"]
        assert not unread_documents().exists()

    def test_a_job_that_runs_twice_changes_nothing(self):
        document = factories.make_document()
        read_text(document=document)
        before = list(DocumentPage.objects.values_list("pk", flat=True))
        read_document.func(document.pk)
        assert list(DocumentPage.objects.values_list("pk", flat=True)) == before

    def test_a_job_for_a_document_that_is_gone_does_nothing(self):
        read_document.func(4711)
        assert not DocumentText.objects.exists()

    def test_a_file_that_is_replaced_is_read_again(self):
        document = factories.make_document(content=files.pdf("Old words"))
        read_text(document=document)
        document.file = ContentFile(files.pdf("New words"), "report.pdf")
        document._set_document_file_metadata()
        document.save()
        call_command("read_documents")
        assert DocumentPage.objects.get().content == "New words"

    def test_a_file_is_read_again_in_the_language_that_its_item_names(self):
        document = factories.make_document(content=files.pdf("Wachsende Regionen"))
        read_text(document=document)
        factories.make_item(factories.make_library(make_home()), document=document, file_languages=["de"])
        call_command("read_documents")
        assert DocumentText.objects.get().language == "de"
        assert "'region'" in DocumentPage.objects.get().words
        assert not unread_documents().exists()

    def test_only_pdf_files_are_read(self):
        factories.make_document("words.txt", b"words")
        assert not unread_documents().exists()

    def test_a_file_that_is_missing_is_broken(self):
        document = factories.make_document()
        document.file.storage.delete(document.file.name)
        assert read_text(document=Document.objects.get()).state == State.BROKEN

    def test_a_document_that_waits_is_not_queued_again(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
        factories.make_document()
        call_command("read_documents")
        call_command("read_documents")
        assert DBTaskResult.objects.filter(task_path=read_document.module_path).count() == 1

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (files.pdf("One"), "The text was read. The file has 1 page."),
            (files.pdf("", ""), "The file holds no text, only pictures of pages"),
            (files.encrypted("One"), "The file asks for a password"),
            (files.pdf("One")[:150], "The file is damaged"),
        ],
    )
    def test_an_editor_is_told_what_came_of_it(self, content, words):
        document = factories.make_document(content=content)
        assert "is being read" in state_in_words(document)
        read_text(document=document)
        assert words in state_in_words(Document.objects.get())

    def test_an_editor_is_told_nothing_of_other_files(self):
        assert state_in_words(None) == ""
        assert state_in_words(factories.make_document("words.txt", b"words")) == ""


class TestPassages:
    def test_a_word_is_shown_with_what_stands_around_it(self):
        found = passage("Before it. Clusters grow. After it.", "cluster", 3)
        assert (found.page, found.before, found.found, found.after) == (
            3,
            "Before it. ",
            "Clusters",
            " grow. After it.",
        )

    def test_long_surroundings_are_cut_at_words(self):
        found = passage("before " * 60 + "photonics" + " after" * 60, "photonics", 1)
        assert found.before.startswith("… before")
        assert found.after.endswith("after …")

    def test_accents_do_not_hide_a_word(self):
        assert passage("Le progrès économique", "economique", 1).found == "économique"

    def test_where_no_word_is_found_the_beginning_is_shown(self):
        assert passage("Words of a page", "xyz", 1).after == "Words of a page"
