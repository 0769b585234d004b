"""`manage.py rebuild_directory`: write the directory anew, after a restore or after rows changed outside the portal."""

from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.directory.actions import rebuild_directory


class Command(BaseCommand):
    help = "Write all entries of the directory of cluster organisations again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_directory()} organisations in the directory")
