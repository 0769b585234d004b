"""`manage.py prepare`: schema, reference data, statistics, pages and static files, as far as they are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from portal.core.preparing import prepare


class Command(BaseCommand):
    help = "Bring the database and the static files to what the portal needs; quick when nothing is missing."

    def handle(self, **options: Any) -> None:
        try:
            prepare(self._say)
        except OperationalError as problem:
            raise CommandError(f"The database does not answer: {problem}") from problem

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
