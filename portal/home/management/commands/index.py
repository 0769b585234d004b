"""`manage.py index`: what the site-wide search finds."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.core.searching import Entry, Kind, kinds
from portal.home.search.actions import forget_kinds, forget_words, index_kind, outdated_kinds
from portal.home.search.configurations import prepare_configurations


class Command(BaseCommand):
    help = (
        "Read what the search finds: only kinds whose sources changed, unless told otherwise. Pages and documents "
        "follow every change of editors by themselves; the queue worker runs this every minute for all else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="*", help="Only these kinds, changed or not: regions, news, …")
        parser.add_argument("--again", action="store_true", help="Read all kinds, changed or not.")

    def handle(self, *args: Any, **options: Any) -> None:
        renewed = prepare_configurations()
        if options["again"]:
            forget_words()
        forget_kinds()
        chosen = self._named(options["kind"]) or outdated_kinds(again=options["again"] or bool(renewed))
        for kind in chosen:
            count = index_kind(kind=kind, progress=lambda entries, kind=kind: _bar(kind, entries))
            if options["verbosity"]:
                self.stdout.write(f"{kind.label}: {count} entries.")
        if not chosen and options["verbosity"] > 1:
            self.stdout.write("Nothing to do: the index is up to date.")

    def _named(self, names: list[str]) -> list[Kind]:
        known = {kind.key: kind for kind in kinds()}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise CommandError(f"There is no kind {', '.join(unknown)}. The kinds are: {', '.join(known)}.")
        return [known[name] for name in names]


def _bar(kind: Kind, entries: Iterable[Entry]) -> Iterable[Entry]:
    """A progress bar where somebody watches."""
    return tqdm(entries, desc=str(kind.label), unit=" entries", disable=not sys.stderr.isatty(), leave=False)
