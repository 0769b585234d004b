"""Send invitations that no worker sent, and delete old ones with old claims. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.people.reminders.actions import delete_old_requests, send_forgotten_invitations


class Command(BaseCommand):
    help = "Send invitations again whose mail failed; delete invitations and decided claims that are no longer needed."

    def handle(self, *args: Any, **options: Any) -> None:
        send_forgotten_invitations()
        delete_old_requests()
