"""`manage.py delete_old_counts`: forgets attempts and locks whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.counting import delete_old_counts


class Command(BaseCommand):
    help = "Delete counted attempts, locks and used tokens whose time is over. The queue's clock runs it every hour."

    def handle(self, **options: Any) -> None:
        delete_old_counts()
