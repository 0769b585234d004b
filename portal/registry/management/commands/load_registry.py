"""Command that brings the reference data up to date."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.registry.loading.industries import available_languages
from portal.registry.loading.parts import Part, all_parts, bring_up_to_date
from portal.registry.loading.records import LoadRefused

HELP = """Load the reference data that all figures rest on: countries, NUTS regions of six versions with their
outlines, changes between versions, NACE Rev. 2, schemes of industry groups, postcodes.

Everything comes from the reference packages (`make run` fetches them) and from the project's own data files; the
official NUTS 2024 boundaries are used where PORTAL_SOURCES names a folder that has them (else see load_regions).
A part whose files have not changed is left alone, so running this again costs a second.

  manage.py load_registry                      everything, NACE in the languages of the interface
  manage.py load_registry --languages es it    NACE labels in Spanish and Italian besides
  manage.py load_registry --only postcodes     one part
  manage.py load_registry --again              load although nothing has changed
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()  # runs before the site stands

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--languages", nargs="+", default=[], help="further languages of NACE labels, or `all`")
        parser.add_argument("--only", help="load the parts whose names begin so")
        parser.add_argument("--again", action="store_true", help="load although nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        start, loaded = monotonic(), 0
        for part in self._parts(options["languages"]):
            if options["only"] and not part.name.startswith(options["only"]):
                continue
            loaded += self._load(part, options["again"])
        if loaded:
            self.stdout.write(f"Reference data is up to date ({monotonic() - start:.0f} s).")
        else:
            self.stdout.write("Reference data: nothing to do.")

    def _parts(self, further: list[str]) -> Iterator[Part]:
        available = available_languages()
        others = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE and code in available]
        interface = [settings.LANGUAGE_CODE, *others]
        wanted = available if further == ["all"] else further
        return all_parts(interface, [language for language in wanted if language not in interface])

    def _load(self, part: Part, again: bool) -> bool:
        try:
            summary = bring_up_to_date(part, again=again)
        except LoadRefused as error:
            raise CommandError(f"{part.name} not loaded:\n" + "\n".join(error.problems)) from error
        if summary:
            self.stdout.write(f"{part.name}: {summary}")
        return bool(summary)
