"""`manage.py write_permissions`: the page `docs/reference/permissions.md`, from all `permissions.py`."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.home.rights import PAGE, list_subjects, written


class Command(BaseCommand):
    help = "Write docs/reference/permissions.md from all permissions.py."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        PAGE.write_text(written(list_subjects()))
        self.stdout.write(f"Written: {PAGE}")
