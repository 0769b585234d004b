"""`manage.py load`: parse, validate and write a new release."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.loading.problems import LoadRefused
from observatory.loading.profiles import UnknownDataset, find_files
from observatory.loading.progress import Bars
from observatory.loading.release import Loaded, NothingToLoad, load_files


class Command(BaseCommand):
    help = (
        "Load statistics files as a new release beside the published one. Files are Eurostat bulk TSV, plain or "
        "gzip, named after their dataset (sbs_r_nuts06_r2.tsv.gz). The same input again does nothing. The new "
        "release is shown only after `manage.py publish`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="Files to load together.")
        parser.add_argument("--from", dest="folder", type=Path, help="Load every known dataset in this folder.")
        parser.add_argument(
            "--allow-unknown",
            action="store_true",
            help="Drop cells with unknown codes, duplicates and unreadable figures, and list them, instead of "
            "refusing the load. Damaged files are refused all the same.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = [*options["files"], *self._in_folder(options["folder"])]
        try:
            with Bars() as progress:
                loaded = load_files(files=files, allow_unknown=options["allow_unknown"], progress=progress)
        except (LoadRefused, UnknownDataset, NothingToLoad, OSError) as error:
            raise CommandError(str(error)) from error
        self._tell(loaded)

    def _in_folder(self, folder: Path | None) -> list[Path]:
        if folder is None:
            return []
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        return find_files(folder)

    def _tell(self, loaded: Loaded) -> None:
        code = loaded.release.code
        if not loaded.is_new:
            self.stdout.write(f"Nothing to do: release {code} holds the same input.")
            return
        for source in loaded.release.sources:
            self.stdout.write(
                f"{source['file']}: {source['rows']:,} rows, {source['rows_loaded']:,} loaded "
                f"({source['cells']:,} cells), {source['rows_empty']:,} without any figure"
            )
            for dropped in source["dropped"]:
                self.stdout.write(f"  {dropped['rows']:,} rows dropped: {dropped['reason']}")
            for reason, cells in source["dropped_cells"].items():
                self.stdout.write(f"  {cells:,} cells dropped: {reason}")
        if loaded.reading is not None and loaded.reading.problems:
            self.stdout.write(f"Dropped because of --allow-unknown:\n{loaded.reading.problems}")
        self.stdout.write(f"Release {code} is loaded. Publish it with: manage.py publish {code}")
