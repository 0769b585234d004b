"""`manage.py tend_accounts`: mails that did not leave, and accounts whose address nobody confirmed."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts.actions import delete_unconfirmed
from portal.accounts.mails import tend_mails


class Command(BaseCommand):
    help = "Send waiting mails about accounts again, and delete accounts that nobody confirmed within a month."

    def handle(self, **options: Any) -> None:
        tend_mails()
        deleted = delete_unconfirmed()
        if deleted:
            self.stdout.write(f"Accounts that nobody confirmed, deleted: {deleted}.")
