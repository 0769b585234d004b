"""Command that loads the regions of one NUTS version from a publisher's file."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.registry.loading.parts import load_one_version
from portal.registry.loading.records import LoadRefused
from portal.registry.loading.versions import VERSIONS

HELP = """Load regions and outlines of one NUTS version from files or addresses in GISCO's GeoJSON form or in TopoJSON.

Properties NUTS_ID, NAME_LATN and NUTS_NAME are needed, coordinates in degrees (EPSG:4326). All levels of a version
belong together: name the files of all of them, or load lower levels later. Faults (wrong reference system, missing
codes, unknown parents, invalid polygons) are listed by feature number, and nothing is loaded then; --mend repairs
polygons whose rings cross instead of refusing them.

  manage.py load_regions --version 2024 --source NUTS_RG_20M_2024_4326.geojson
  manage.py load_regions --version 2024 --source https://gisco-services.ec.europa.eu/…/NUTS_RG_20M_2024_4326.geojson
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()  # runs before the site stands

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        # Django's own --version would shadow the NUTS version.
        kwargs["conflict_handler"] = "resolve"
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: Any) -> None:
        names = [version.name for version in VERSIONS]
        parser.add_argument("--version", dest="nuts_version", required=True, choices=names, help="NUTS version")
        parser.add_argument("--source", nargs="+", required=True, help="files or addresses")
        parser.add_argument("--mend", action="store_true", help="repair polygons whose rings cross")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(load_one_version(options["nuts_version"], options["source"], is_mending=options["mend"]))
        except LoadRefused as error:
            raise CommandError("Nothing loaded:\n" + "\n".join(error.problems)) from error
