"""`manage.py tend_accounts`: what waits for nobody any more."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts.actions import delete_unconfirmed
from portal.accounts.mails import delete_old_mails


class Command(BaseCommand):
    help = "Delete mails about accounts that no server took in a day, and accounts not confirmed in a month."

    def handle(self, **options: Any) -> None:
        delete_old_mails()
        deleted = delete_unconfirmed()
        if deleted:
            self.stdout.write(f"Accounts that nobody confirmed, deleted: {deleted}.")
