"""`manage.py remove_demonstration`: takes every invented organisation and firm away."""

from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.demonstration.actions import remove_demonstration


class Command(BaseCommand):
    help = "Take away every organisation and firm that is marked as demonstration. What is real stays."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remove_demonstration()} demonstration organisations removed.")
