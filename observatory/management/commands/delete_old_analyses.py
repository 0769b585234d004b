"""`manage.py delete_old_analyses`: a command of the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from observatory.analyses.actions import delete_old


class Command(BaseCommand):
    help = "Delete the analyses that analysts uploaded more than 30 days ago, with all their files."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if count and options["verbosity"]:
            self.stdout.write(f"Old analyses deleted: {count}.")
