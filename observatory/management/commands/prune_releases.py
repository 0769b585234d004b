"""`manage.py prune_releases`: delete old releases and their figures."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.actions import prune
from observatory.queries.superseded import list_superseded

LESSON = """
examples:
  manage.py prune_releases              shows which releases would go, and the room they take; deletes nothing
  manage.py prune_releases --delete     deletes them
  manage.py prune_releases --keep 1     the same with only the newest release kept

Every load makes a release of about 340 MB. The published release and the one that a rollback leads to always
stay, however small --keep is. Permanent links to a deleted release answer 404; readers' reports about its figures
stay. There is no way back but to load and publish the same files again. PostgreSQL fills the room with the next
releases; its files shrink only after VACUUM FULL.
"""


class Command(BaseCommand):
    help = "Show which old releases can be deleted with all their figures; with --delete, delete them."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, epilog=LESSON, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", type=int, default=3, metavar="N", help="Newest releases that stay; 3 by default.")
        parser.add_argument("--delete", action="store_true", help="Delete. Without it nothing is changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep is the number of newest releases that stay: 0 or more.")
        found = prune(keep=options["keep"]) if options["delete"] else list_superseded(options["keep"])
        if not found:
            self.stdout.write("Nothing to do: all releases stay.")
            return
        verb = "is deleted" if options["delete"] else "would go"
        for one in found:
            self.stdout.write(f"Release {one.release.code} {verb}: {one.megabytes:,.0f} MB")
        self.stdout.write(f"Together {sum(one.megabytes for one in found):,.0f} MB.")
        if not options["delete"]:
            self.stdout.write("Nothing was deleted. To delete them, run the same with --delete.")
