"""`manage.py rollback`: publish the release before the current one again."""

from typing import Any

from django.core.management.base import BaseCommand

from observatory.actions import NothingToRollBack, rollback


class Command(BaseCommand):
    help = "Go back to the release that was published before. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            published = rollback()
        except NothingToRollBack as error:
            self.stdout.write(f"Nothing to do: {error}")
        else:
            self.stdout.write(f"Release {published.release.code} is published again.")
