"""`manage.py analyse`: the functions behind the pages, on any table of regions by industry groups."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from observatory.engine.analysis import analyse
from observatory.engine.faults import TableRefused
from observatory.engine.options import MEASURES, RULES, USUAL, Options
from observatory.engine.published import Published, read_grand_total, read_totals
from observatory.engine.summary import summarise
from observatory.engine.table import Table, read_table
from observatory.engine.writing import write_analysis
from observatory.loading.progress import Bars
from observatory.stats.relatedness import FEWEST_REGIONS

HELP = """Apply the formulas of the Observatory to a table of your own, of any continent.

TABLE.csv has one row a region and industry group. Columns: region, group, employment; and optionally
establishments, wages (any currency), year, flag (c = confidential: the row then has no figure), country
(wages are compared within it) and family (the wider family of the group, for related variety).
UTF-8; separated by comma, semicolon or tab; with a semicolon the decimal mark may be a comma.
An empty field is not published, which is not zero. Needs no database.
"""
EXAMPLES = """examples:
  A first look: quotients, stars and structure, written to cells.csv, cells-regions.csv and cells-groups.csv

    manage.py analyse table.csv --output cells.csv

  Some cells are not published, but the totals are: quotients then need no complete region

    manage.py analyse table.csv --region-totals regions.csv --group-totals groups.csv --grand-total 148300000

  Two rule sets, and which groups and regions are close to each other, as long tables

    manage.py analyse table.csv --rules nodes,strong-clusters --measures lq,proximity,similarity --fewest-regions 3
"""


def _names(known: Sequence[str]) -> Any:
    """A reader of `a,b,c`, each one of `known`."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise ValueError(f"Unknown: {', '.join(unknown) or 'nothing'}. There are: {', '.join(known)}.")
        return names

    return read


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()
    requires_migrations_checks = False

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", type=Path, metavar="TABLE.csv")
        parser.add_argument("--output", type=Path, metavar="FILE", help="default: TABLE-analysed.csv, here")
        parser.add_argument("--region-totals", type=Path, metavar="FILE", help="columns region, employment (, year)")
        parser.add_argument("--group-totals", type=Path, metavar="FILE", help="columns group, employment (, year)")
        parser.add_argument(
            "--grand-total", metavar="NUMBER", help="or a file: year, employment; default: the sum of the group totals"
        )
        parser.add_argument("--rules", default="three-stars", help=f"of {', '.join(RULES)}; default: %(default)s")
        parser.add_argument(
            "--measures", default=",".join(USUAL), help=f"of {', '.join(MEASURES)}; default: %(default)s"
        )
        parser.add_argument("--local", default="", metavar="CODES", help="groups for local markets: no stars")
        parser.add_argument("--absent-is-zero", action="store_true", help="no row means nobody employed, not missing")
        parser.add_argument(
            "--fewest-regions", type=int, default=FEWEST_REGIONS, metavar="N",
            help="a pair of groups needs so many regions that publish both; default: %(default)s",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = _options(options)
        with Bars() as progress:
            try:
                table = read_table(options["table"].name, _content(options["table"]))
                progress("reading", len(table), len(table))
                published = _published(options, table)
                found = analyse(table, published, chosen)
            except TableRefused as refused:
                raise CommandError(_refusal(refused)) from refused
            progress("computing", len(table), len(table))
            output = options["output"] or Path(f"{options['table'].stem}-analysed.csv")
            try:
                written = write_analysis(found, output, progress)
            except OSError as error:
                raise CommandError(f"Nothing is written: {error}") from error
        for line in summarise(found):
            self.stdout.write(line)
        self.stdout.write(f"Written: {', '.join(map(str, written))}.")


def _options(options: dict[str, Any]) -> Options:
    try:
        return Options(
            rules=_names(tuple(RULES))(options["rules"]),
            measures=_names(MEASURES)(options["measures"]),
            local=frozenset(filter(None, options["local"].split(","))),
            absent_is_zero=options["absent_is_zero"],
            fewest_regions=options["fewest_regions"],
        )
    except ValueError as error:
        raise CommandError(str(error)) from error


def _published(options: dict[str, Any], table: Table) -> Published:
    years = frozenset(table.year)
    regions, groups, grand = (options[name] for name in ("region_totals", "group_totals", "grand_total"))
    if grand and not groups:
        raise CommandError("--grand-total stands beside --group-totals: a share needs both.")
    grand_file = Path(grand) if grand and Path(grand).is_file() else None
    return Published(
        regions=read_totals(regions.name, _content(regions), "region", years) if regions else None,
        groups=read_totals(groups.name, _content(groups), "group", years) if groups else None,
        grand=read_grand_total(grand, _content(grand_file) if grand_file else None, years) if grand else None,
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Nothing is computed: {error}") from error


def _refusal(refused: TableRefused) -> str:
    more = f"\n… and {refused.more} more." if refused.more else ""
    faults = "1 fault" if refused.count == 1 else f"{refused.count} faults"
    return f"Nothing is computed and nothing is written. {faults}:\n{refused}{more}"
