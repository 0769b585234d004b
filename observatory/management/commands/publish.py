"""`manage.py publish`: compute a release's figures and let visitors meet it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.actions import NotLoaded, publish
from observatory.exporting.keeping import keep_large
from observatory.loading.progress import Bars
from observatory.models import Release


class Command(BaseCommand):
    help = (
        "Compute the figures and stars of a release and publish it. Visitors meet the release that was published "
        "before until the last moment; `manage.py rollback` goes back to it. The files that hold the whole release are "
        "made at the end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("release", nargs="?", help="Code of the release; the newest one by default.")
        parser.add_argument("--recompute", action="store_true", help="Compute the figures again.")

    def handle(self, *args: Any, **options: Any) -> None:
        release = self._release(options["release"])
        try:
            with Bars() as progress:
                published = publish(release=release, recompute=options["recompute"], progress=progress)
                keep_large(published.release, progress)
        except NotLoaded as error:
            raise CommandError(str(error)) from error
        if published.is_changed:
            self.stdout.write(f"Release {release.code} is published.")
        else:
            self.stdout.write(f"Release {release.code} was the published one already; its figures are up to date.")

    def _release(self, code: str | None) -> Release:
        releases = Release.objects.exclude(state=Release.State.LOADING)
        release = (releases.filter(code=code) if code else releases).first()
        if release is None:
            raise CommandError(f"There is no release {code}." if code else "Nothing is loaded: run manage.py load.")
        return release
