"""`manage.py demonstrate`: publish demonstration figures on purpose."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.actions import publish
from observatory.demonstration import NoRegions
from observatory.loading.preparing import demonstration_files
from observatory.loading.progress import Bars
from observatory.loading.release import load_files


class Command(BaseCommand):
    help = (
        "Publish a release of demonstration figures: made by a seeded generator on real regions and industries, "
        "marked on every page. `manage.py rollback` goes back to the release before."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Bars() as progress:
                loaded = load_files(files=demonstration_files(), progress=progress)
                publish(release=loaded.release, progress=progress)
        except (NoRegions, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Release {loaded.release.code} is published: demonstration figures.")
