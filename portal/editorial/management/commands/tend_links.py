"""`manage.py tend_links`: begins the weekly check of links; does nothing in between."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.editorial.links.actions.runs import begin_check


class Command(BaseCommand):
    help = "Begin a check of all links when the last one is a week old."

    def handle(self, **options: Any) -> None:
        begin_check()
