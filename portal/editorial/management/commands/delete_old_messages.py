"""`manage.py delete_old_messages`: readers' messages go when the portal no longer keeps them. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.editorial.contact.actions import delete_old_messages


class Command(BaseCommand):
    help = "Delete readers' messages that are older than PORTAL_MESSAGES_KEPT_DAYS."

    def handle(self, **options: Any) -> None:
        deleted = delete_old_messages()
        if deleted:
            self.stdout.write(f"Messages deleted: {deleted}.")
