"""Have the queue read the text of PDF files that were added or replaced."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.editorial.library.tasks import ask_to_read_documents


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        count = ask_to_read_documents()
        if count:
            self.stdout.write(f"{count} documents are to be read.")
