"""`manage.py prepare_release`: what `make run` needs so that the portal has figures to show."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.actions import publish
from observatory.demonstration import NoRegions
from observatory.loading.preparing import NoStatistics, plan_release
from observatory.loading.problems import LoadRefused
from observatory.loading.progress import Bars
from observatory.loading.release import load_files


class Command(BaseCommand):
    help = (
        "Publish a release if none with the same input is published: from the folder in PORTAL_SOURCES, else from "
        "the official services, else demonstration figures that say so on every page."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Bars() as progress:
                plan = plan_release(progress, self.stdout.write)
                if not plan.files:
                    self.stdout.write(f"Nothing to do: {plan.reason}.")
                    return
                loaded = load_files(files=plan.files, progress=progress)
                publish(release=loaded.release, progress=progress)
        except (NoStatistics, NoRegions, LoadRefused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Release {loaded.release.code} is published, from {plan.reason}.")
