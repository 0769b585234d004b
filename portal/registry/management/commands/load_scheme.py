"""Command that loads a scheme of industry groups from a file."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.registry.loading.records import LoadRefused
from portal.registry.loading.schemes import read_scheme, store_scheme
from portal.registry.memory import forget

HELP = """Load a scheme of industry groups from a TOML file of the form in portal/registry/data/schemes/: a title, a
source, and for every group the weights (above 0, up to 1) of its NACE codes. Figures by the scheme are computed when
a release is next published. templates/exporting.toml there is a form for the 51 exporting cluster categories,
which are not public in full: fill it in, then load it.

  manage.py load_scheme my_scheme.toml
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()  # runs before the site stands

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            scheme = read_scheme(path)
            with transaction.atomic():
                count = store_scheme(path.name, scheme)
        except (LoadRefused, OSError) as error:
            raise CommandError(f"Nothing loaded:\n{error}") from error
        forget()
        self.stdout.write(f"{scheme.name}: {count} groups.")
