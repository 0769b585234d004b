"""`manage.py prepare_release`: what `make run` needs so that the portal has figures to show."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.actions import Published, publish
from observatory.demonstration import NoRegions
from observatory.loading.preparing import NoStatistics, Plan, plan_release
from observatory.loading.problems import LoadRefused
from observatory.loading.progress import Bars
from observatory.loading.release import load_files


class Command(BaseCommand):
    help = (
        "Publish a release if none with the same input is published: from the folder in PORTAL_SOURCES, else from "
        "the official services, else demonstration figures that say so on every page. Where rule sets or formulas "
        "changed since the figures of the published release were computed, they are computed anew."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Bars() as progress:
                plan = plan_release(progress, self.stdout.write)
                release = plan.published or load_files(files=plan.files, progress=progress).release
                published = publish(release=release, progress=progress)
        except (NoStatistics, NoRegions, LoadRefused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self._outcome(plan, published))

    def _outcome(self, plan: Plan, published: Published) -> str:
        if plan.files:
            return f"Release {published.release.code} is published, from {plan.reason}."
        if published.is_computed:
            return f"Release {published.release.code} is computed anew: rule sets or formulas changed."
        return f"Nothing to do: {plan.reason}."
