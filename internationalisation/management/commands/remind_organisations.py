"""Remind administrators to confirm their profiles. Run by the clock; safe to run at any time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from internationalisation.people.reminders.actions import remind


class Command(BaseCommand):
    help = "Mail the administrators of profiles that nobody confirmed for a year, and again before they are hidden."

    def handle(self, *args: Any, **options: Any) -> None:
        number = remind(today=localdate())
        if number:
            self.stdout.write(f"Reminded of {number} profiles.")
