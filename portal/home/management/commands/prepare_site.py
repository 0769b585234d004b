"""`manage.py prepare_site`: pages, languages, groups and the first editor of a new portal."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from internationalisation.review.workflow import NAME as WORKFLOW
from internationalisation.review.workflow import prepare_workflow
from portal.home.actions import prepare_first_editor, prepare_languages, prepare_pages
from portal.home.additions import prepare_additions, prepare_demonstration
from portal.home.reference import prepare_reference
from portal.home.roles import prepare_groups


class Command(BaseCommand):
    help = "Make the pages, languages, groups and the first editor of a new portal; does nothing where they stand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--editor-email", default="editor@example.org", help="Address of the first editor.")

    def handle(self, **options: Any) -> None:
        done = [
            _said("Languages opened", prepare_languages()),
            _said("Groups prepared", prepare_groups()),
            _said("Workflow made", [WORKFLOW] if prepare_workflow() else []),
            _pages(prepare_pages()),
            _reference(prepare_reference()),
            _said("Pages added", prepare_additions()),
            _demonstration(prepare_demonstration()),
        ]
        for line in filter(None, done):
            self.stdout.write(line)
        password = prepare_first_editor(email=options["editor_email"])
        if password:
            self._show_once(options["editor_email"], password)
        elif not any(done):
            self.stdout.write("Nothing to do: pages, languages, groups and accounts stand.")

    def _show_once(self, email: str, password: str) -> None:
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("account_login")
        self.stdout.write("First editor, shown only this once:")
        self.stdout.write(f"  address   {address}")
        self.stdout.write(f"  e-mail    {email}")
        self.stdout.write(f"  password  {password}")
        if settings.PORTAL_MFA_REQUIRED:
            self.stdout.write("  then      the portal asks for a second factor: an authenticator app or a passkey")


def _said(label: str, names: list[str]) -> str:
    return f"{label}: {', '.join(names)}." if names else ""


def _reference(count: int) -> str:
    return f"Terms and reference pages made: {count}." if count else ""


def _demonstration(count: int) -> str:
    return f"Demonstration organisations made: {count}. `remove_demonstration` takes them away." if count else ""


def _pages(count: int) -> str:
    return f"Pages made: {count}." if count else ""
