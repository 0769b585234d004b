"""`manage.py delete_old_organisation_messages`: what readers wrote to organisations goes in time. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.profiles.contact.actions import delete_old_organisation_messages


class Command(BaseCommand):
    help = "Delete messages to organisations that are older than PORTAL_MESSAGES_KEPT_DAYS."

    def handle(self, **options: Any) -> None:
        deleted = delete_old_organisation_messages()
        if deleted:
            self.stdout.write(f"Messages to organisations deleted: {deleted}.")
