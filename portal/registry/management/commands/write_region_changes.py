"""Command that writes the project's table of changes between NUTS versions."""

import csv
from argparse import RawDescriptionHelpFormatter
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.registry.loading.changes import CHANGES_FILE
from portal.registry.loading.histories import Change, build_changes
from portal.registry.loading.versions import workbook_path

HELP = """Write portal/registry/data/region_changes.csv anew from Eurostat's tables: the history of NUTS codes
(nuts_changes_1999_2021.csv, in the folder nuts_changes of PORTAL_SOURCES) and the workbook NUTS2021-NUTS2024.xlsx of
the reference packages. Needed when Eurostat publishes a new version or a correction; look at the difference, commit
the file, then run load_registry.

  PORTAL_SOURCES=… manage.py write_region_changes
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()  # runs before the site stands

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--output", type=Path, default=CHANGES_FILE, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PORTAL_SOURCES:
            raise CommandError("Set PORTAL_SOURCES to the folder that holds nuts_changes/.")
        history = Path(settings.PORTAL_SOURCES) / "nuts_changes" / "nuts_changes_1999_2021.csv"
        if not history.is_file():
            raise CommandError(f"{history} is missing.")
        changes = build_changes(history, workbook_path())
        with options["output"].open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(field.name for field in fields(Change))
            writer.writerows(map(astuple, changes))
        self.stdout.write(f"{len(changes)} changes written to {options['output'].name}.")
