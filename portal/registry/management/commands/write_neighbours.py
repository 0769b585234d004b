"""Command that writes the data file of neighbouring regions from the stored outlines."""

import csv
from typing import Any

from django.core.management.base import BaseCommand

from portal.registry.geometry.neighbours import neighbours
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.neighbours import FILE
from portal.registry.outlines import FINE, shapes

NUTS2 = 2


class Command(BaseCommand):
    help = "Write portal/registry/data/neighbours.csv: pairs of NUTS 2 regions that share a border on land."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = {shape.code: shape.path for shape in shapes(OUTLINE_NUTS, NUTS2, FINE)}
        pairs = list(neighbours(paths))
        with FILE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("region", "neighbour"))
            writer.writerows(pairs)
        self.stdout.write(f"{len(pairs)} pairs of {len(paths)} regions.")
