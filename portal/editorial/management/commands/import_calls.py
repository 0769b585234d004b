"""`manage.py import_calls FILE [--mapping FILE] [--apply] [--publish]`: calls from a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.models import User
from portal.editorial.calls.importing.mapping import default_mapping
from portal.editorial.calls.importing.planning import Action
from portal.editorial.calls.importing.presenting import report_lines
from portal.editorial.calls.importing.reports import rows_of
from portal.editorial.calls.importing.running import Looked, carry_out, look_through


class Command(BaseCommand):
    help = "Look through a CSV file of calls and say what an import would do, row by row; --apply writes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="TOML; the portal's own columns if left out")
        parser.add_argument("--apply", action="store_true", help="write all calls, or none if one row has a fault")
        parser.add_argument("--publish", action="store_true", help="publish new calls and changes of published ones")
        parser.add_argument("--user", metavar="E-MAIL", help="in whose name the calls are written")

    def handle(self, *args: Any, **options: Any) -> None:
        content, mapping = _read(options["file"]), _mapping(options["mapping"])
        user = _user(options["user"])
        with transaction.atomic():
            looked = look_through(content, mapping, self._progress)
            report = looked.report
            if options["apply"] and not looked.has_faults:
                report = carry_out(looked, user, is_publishing=options["publish"], progress=self._progress)
        self._say(report, looked, is_written=options["apply"])

    def _say(self, report: dict[str, Any], looked: Looked, *, is_written: bool) -> None:
        for line in report_lines(rows_of(report)):
            self.stdout.write(line)
        counts = ", ".join(f"{action.value} {report['counts'].get(action, 0)}" for action in Action)
        self.stdout.write(f"Rows: {counts}.")
        if report["ignored"]:
            self.stdout.write(f"Columns that the mapping does not name: {', '.join(report['ignored'])}.")
        if looked.has_faults:
            raise CommandError("The file has faults. Nothing is written.")
        self.stdout.write("Written." if is_written else "Nothing is written yet: add --apply.")

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {total} rows", ending="\n" if done == total else "")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _mapping(path: Path | None) -> str:
    return _read(path).decode("utf-8-sig", errors="replace") if path else default_mapping()


def _user(email: str | None) -> User | None:
    user = User.objects.filter(email=email).first() if email else None
    if email and user is None:
        raise CommandError(f"There is no account {email}.")
    return user
