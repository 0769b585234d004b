"""`manage.py tend_digest`: what the clock does for the digest, cheap when there is nothing to do."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.editorial.digest.actions.subscribers import delete_unconfirmed
from portal.editorial.digest.tending import compose_on_friday, go_on_sending


class Command(BaseCommand):
    help = "Forget readers who never confirmed, compose the week's draft from Friday on, go on with unfinished sending."

    def handle(self, **options: Any) -> None:
        delete_unconfirmed()
        compose_on_friday()
        go_on_sending()
