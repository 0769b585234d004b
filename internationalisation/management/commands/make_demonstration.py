"""`manage.py make_demonstration`: invented organisations and firms, to see what the directory will look like."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from internationalisation.demonstration.actions import ORGANISATIONS, make_demonstration


class Command(BaseCommand):
    help = (
        "Make invented cluster organisations in real regions with a statistical cluster, visibly marked as "
        "demonstration and never counted in figures. `remove_demonstration` takes them away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=ORGANISATIONS, help="How many organisations (150).")

    def handle(self, **options: Any) -> None:
        made = make_demonstration(count=options["count"])
        nothing = "Nothing made: demonstration organisations stand already, or no figures are published yet."
        self.stdout.write(f"{made} demonstration organisations made." if made else nothing)
