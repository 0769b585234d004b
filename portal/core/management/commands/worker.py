"""`manage.py worker`: runs the jobs of the queue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from portal.core.queue import Worker


class Command(BaseCommand):
    help = "Run queued jobs until Ctrl-C; jobs of a killed worker are taken up again within seconds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when the queue is empty")

    def handle(self, *, batch: bool, **options: Any) -> None:
        worker = Worker(get_random_string(32), batch=batch)
        worker.configure_signals()
        worker.run()
