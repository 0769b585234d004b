"""`manage.py export_release`: the files of a whole release, ahead of the first reader or into a folder."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from observatory.exporting.files import ExportFile, export_files
from observatory.exporting.keeping import keep_all
from observatory.loading.progress import Bars
from observatory.models import Release
from observatory.queries.release import NoRelease, ReleaseNotFound, get_release
from portal.core.kept_files import write_to


class Command(BaseCommand):
    help = (
        "Make the files that hold a whole release: tidy CSV with a data package, SDMX-CSV, JSON-stat and GeoJSON. "
        "They are kept with the downloads and served at /observatory/data/files/. Without options: the two that take "
        "longest, of the published release, where they are not made yet; the others are made when first asked for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("release", nargs="?", default="", help="Code of a release; the published one by default.")
        parser.add_argument("--all", action="store_true", help="Every file, one a year for GeoJSON and JSON-stat.")
        parser.add_argument("--only", metavar="FILE", help="One file, such as tidy-csv.zip or regions-2014.geojson.")
        parser.add_argument("--folder", metavar="FOLDER", help="Write into this folder, beside what is kept.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            release = get_release(options["release"])
        except NoRelease:
            self.stdout.write("Nothing is published yet: there is nothing to export.")
            return
        except ReleaseNotFound as error:
            raise CommandError(str(error)) from error
        files = self._chosen(release, options)
        with Bars() as progress:
            if options["folder"]:
                made = self._write(release, files, Path(options["folder"]), progress)
            else:
                made = keep_all(release, files, progress)
        self.stdout.write(self._outcome(release, made))

    def _chosen(self, release: Release, options: dict[str, Any]) -> list[ExportFile]:
        files = export_files(release)
        if options["only"] and options["only"] not in files:
            raise CommandError(f"There is no file {options['only']}. There are: {', '.join(files)}.")
        if options["only"]:
            return [files[options["only"]]]
        return [file for file in files.values() if file.is_large or options["all"]]

    def _write(self, release: Release, files: list[ExportFile], folder: Path, progress: Bars) -> list[ExportFile]:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            write_to(folder / f"eu-clusters-{release.code}-{file.key}", partial(_written, file, progress))
        return files

    def _outcome(self, release: Release, made: list[ExportFile]) -> str:
        if not made:
            return f"Nothing to do: the files of release {release.code} are made."
        return f"Release {release.code}: {', '.join(file.key for file in made)}."


def _written(file: ExportFile, progress: Bars, stream: BinaryIO) -> None:
    file.write(stream, progress)
