"""`manage.py tend_invitations`: forgets old invitations and claims. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.people.reminders.actions import delete_old_requests


class Command(BaseCommand):
    help = "Delete invitations and decided claims that are no longer needed."

    def handle(self, *args: Any, **options: Any) -> None:
        delete_old_requests()
