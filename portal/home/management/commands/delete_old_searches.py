"""`manage.py delete_old_searches`: a command of the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.home.search.actions import delete_old_searches


class Command(BaseCommand):
    help = "Delete what readers searched for without a result more than 90 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old_searches()
        if count and options["verbosity"]:
            self.stdout.write(f"Old searches deleted: {count}.")
