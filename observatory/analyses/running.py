"""The engine over the files of one analysis."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from observatory.engine.analysis import Analysis as Found
from observatory.engine.analysis import analyse
from observatory.engine.columns import cell_columns
from observatory.engine.options import Options
from observatory.engine.published import Published, read_grand_total, read_totals
from observatory.engine.summary import summarise
from observatory.engine.table import Table, read_table
from observatory.engine.writing import write_analysis
from observatory.loading.progress import silent

PREVIEW_ROWS = 20
PREVIEWED = frozenset({"region", "group", "year", "employment", "status", "lq", "size", "focus", "rca", "density"})
RESULTS = "results"
CELLS = "cells.csv"


@dataclass(frozen=True, slots=True)
class Ran:
    """Lines in words, the first rows (`columns`, `rows`), and the names of the files in `results`."""

    summary: tuple[str, ...]
    preview: dict[str, Any]
    files: tuple[str, ...]


def run(folder: Path, options: dict[str, Any]) -> Ran:
    """Raises TableRefused with every faulty row; nothing is written then."""
    names: dict[str, str] = options["names"]
    table = read_table(names["table"], (folder / "table.csv").read_bytes())
    found = analyse(table, _published(folder, options, names, table), engine_options(options))
    results = folder / RESULTS
    results.mkdir(exist_ok=True)
    files = write_analysis(found, results / CELLS, silent)
    return Ran(tuple(summarise(found)), _preview(found), tuple(path.name for path in files))


def engine_options(options: dict[str, Any]) -> Options:
    return Options(
        rules=tuple(options["rules"]),
        measures=tuple(options["measures"]),
        local=frozenset(filter(None, (code.strip() for code in options["local"].split(",")))),
        absent_is_zero=options["absent_is_zero"],
        fewest_regions=options["fewest_regions"],
    )


def _published(folder: Path, options: dict[str, Any], names: dict[str, str], table: Table) -> Published:
    years = frozenset(table.year)
    regions, groups = (
        read_totals(names[f"{key}_totals"], (folder / f"{key}_totals.csv").read_bytes(), key, years)
        if f"{key}_totals" in names
        else None
        for key in ("region", "group")
    )
    grand = read_grand_total(options["grand_total"], None, years) if options["grand_total"] else None
    return Published(regions, groups, grand)


def _preview(found: Found) -> dict[str, Any]:
    """The first rows with what a reader looks for first; ranks, cuts and totals stand in the file."""
    results = {f"{rules.code.replace('-', '_')}_label" for rules in found.options.rule_sets}
    columns = {name: texts for name, texts in cell_columns(found).items() if name in PREVIEWED or name in results}
    rows = zip(*columns.values(), strict=True)
    return {"columns": list(columns), "rows": [list(row) for row in islice(rows, PREVIEW_ROWS)]}
