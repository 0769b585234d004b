"""Mail what is new in saved searches of the directory. Run by the clock; safe to run at any time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from internationalisation.directory.alerts.actions import send_alerts


class Command(BaseCommand):
    help = (
        "Mail everybody who switched on “Mail me when a new organisation fits” for a saved search: one mail a search, "
        "with real, public organisations first published since the run before, or since the switch was set. "
        "What was published within the last hour waits for the next run. Running it again, or killing it, sends "
        "nothing twice and loses nothing; a search that the directory no longer understands is passed over and marked "
        "on its owner's personal page. The worker's clock runs it once a day; mails leave through the queue."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = send_alerts(now=timezone.now())
        if number:
            self.stdout.write(f"Queued {number} mails.")
