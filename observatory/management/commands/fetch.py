"""`manage.py fetch`: bring official files into a dated folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.loading.download import FetchFailed, Patience
from observatory.loading.fetching import fetch_files, folder_of_today, outlines, statistics
from observatory.loading.profiles import profiles
from observatory.loading.progress import Bars


class Command(BaseCommand):
    help = (
        "Fetch statistics from Eurostat's dissemination service (and outlines from GISCO) into a dated folder under "
        "var/sources/, with a manifest of addresses and checksums. An interrupted download is continued by the next "
        "run. Then: manage.py load --from FOLDER"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = ", ".join(name for name, profile in profiles().items() if profile.url)
        parser.add_argument("datasets", nargs="*", metavar="DATASET", help=f"One or more of: {names}.")
        parser.add_argument("--outlines", action="store_true", help="Also fetch the outlines of NUTS 2024.")
        parser.add_argument("--into", type=Path, help="Folder; var/sources/<today> by default.")
        parser.add_argument("--timeout", type=float, default=Patience().total, help="Seconds for each file.")
        parser.add_argument("--attempts", type=int, default=Patience().attempts, help="Tries for each file.")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = [name for name in options["datasets"] if name not in profiles() or not profiles()[name].url]
        if unknown:
            raise CommandError(f"There is no dataset {unknown[0]}. See manage.py fetch --help for the known ones.")
        folder = options["into"] or folder_of_today()
        wanted = [*statistics(options["datasets"]), *(outlines() if options["outlines"] else [])]
        patience = Patience(total=options["timeout"], attempts=options["attempts"])
        try:
            with Bars() as progress:
                files = fetch_files(wanted, folder, patience, progress)
        except FetchFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(files)} files are in {folder}. Load them with: manage.py load --from {folder}")
