"""Command that loads a list of firms."""

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.core.downloads import write_csv
from portal.core.page import Dataset
from portal.registry.firms.actions import Order, Report, load_firms
from portal.registry.firms.findings import FileRefused
from portal.registry.firms.profiles import Profile, UnknownProfile, profile_names, read_profile
from portal.registry.firms.reading import LARGEST, MEGABYTE, Limits
from portal.registry.models.firm import FIGURES_NUTS
from portal.registry.models.region import NutsVersion

SHOWN = 20

HELP = """Load firms from a CSV file (also packed: .csv.gz). A profile says which columns the file has; profiles are
files in portal/registry/data/firm_profiles. Start with a dry run: it checks everything and stores nothing.

  manage.py load_firms members.csv --profile generic --source chamber-of-bavaria --dry-run
  manage.py load_firms members.csv --profile generic --source chamber-of-bavaria
  manage.py load_firms register.csv.gz --profile eu-ets --leave-out-faulty --report findings.csv

Every finding is told by row and column, as a spreadsheet numbers them: row 1 holds the titles. A fault keeps its row
out; unless --leave-out-faulty is given, one fault keeps the whole file out. A note says what was understood (a lost
leading zero, swapped coordinates) or left empty. Loading the same source again brings its firms up to date; firms
that the file no longer has stay.

Each firm gets its NUTS 3 region of today by the file's own code, by its position (point in polygon, the nearest within
10 km on a shore) or by its postcode, and the region of the NUTS version of the figures. See docs/how-to/load-firms.md.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="CSV file, plain or packed with gzip")
        parser.add_argument("--profile", default="generic", help=f"one of {', '.join(profile_names())}")
        parser.add_argument("--source", default="", help="short name of the list, where the profile has none")
        parser.add_argument("--dry-run", action="store_true", help="check only, store nothing")
        parser.add_argument("--leave-out-faulty", action="store_true", help="load the rows without faults")
        parser.add_argument("--report", type=Path, help="write all findings to this CSV file")
        parser.add_argument("--figures-nuts", default=FIGURES_NUTS, choices=NutsVersion.values)
        parser.add_argument("--max-megabytes", type=int, default=LARGEST // MEGABYTE, help="refuse larger files")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._load(options)
        except (FileRefused, UnknownProfile, OSError) as error:
            raise CommandError(f"Nothing loaded. {error}") from error
        self._tell(report)
        if options["report"]:
            _write(report, options["report"])
        if report.is_refused:
            raise CommandError(
                f"Nothing loaded: {report.findings.faults:,} faults. Mend them, or use --leave-out-faulty."
            )
        self.stdout.write(_summary(report, options["dry_run"]))

    def _load(self, options: dict[str, Any]) -> Report:
        profile = read_profile(options["profile"])
        is_packed = options["file"].suffix == ".gz"
        size = None if is_packed else options["file"].stat().st_size
        with tqdm(total=size, desc="Firms", unit="B", unit_scale=True, disable=not sys.stderr.isatty()) as bar:
            order = Order(
                path=options["file"],
                profile=profile,
                source=_source(profile, options["source"]),
                figures_version=options["figures_nuts"],
                is_dry_run=options["dry_run"],
                leaves_out_faults=options["leave_out_faulty"],
                limits=Limits(bytes=options["max_megabytes"] * MEGABYTE),
                read=bar.update,
            )
            return load_firms(order)

    def _tell(self, report: Report) -> None:
        for kind, count in report.findings.counts.most_common():
            self.stdout.write(f"{count:>8,}  {kind}")
        shown = list(report.findings)[:SHOWN]
        for finding in shown:
            self.stdout.write(f"  {'FAULT' if finding.is_fault else 'note'}  {finding}")
        rest = report.findings.counts.total() - len(shown)
        if rest > 0:
            self.stdout.write(f"  and {rest:,} more: --report FILE writes them down")


def _source(profile: Profile, given: str) -> str:
    if bool(profile.source) == bool(given):
        raise CommandError(
            f"The profile is of the source {profile.source!r}: leave out --source."
            if given
            else "Name the list with --source, for example --source chamber-of-bavaria."
        )
    return profile.source or given


def _summary(report: Report, is_dry_run: bool) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.kinds.most_common())
    placed = ", ".join(f"{count:,} by {how or 'nothing'}" for how, count in report.placed.most_common())
    done = "checked, nothing stored (dry run)" if is_dry_run else f"{report.stored:,} firms stored"
    return f"{report.rows:,} rows, {done}: {kinds}. Regions found {placed}."


def _write(report: Report, path: Path) -> None:
    rows = [(one.row, one.column, "fault" if one.is_fault else "note", one.text) for one in report.findings]
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_csv(Dataset("findings", ("row", "column", "kind", "finding"), rows), stream)
