"""The README of the tidy export: what each table and column is, in plain words."""

from collections.abc import Iterator

from observatory.exporting.schema import ExportTable
from observatory.models import Release

INTRODUCTION = """\
One CSV a table, in UTF-8, with commas and a point as decimal sign. `datapackage.json` describes every column for
machines (Frictionless Data Package).

- An empty field has no published figure and is never zero.
- A confidential cell is a row without a figure, with `confidential` under `status`. Nothing here tells what it hides.
- Persons employed: in the business economy covered (NACE B–N without K, and S95), at the place of work.
- Shares, quotients, ranks and stars are measured against the reference area in `area`: `eu27`, or `all` countries.
- Text that a spreadsheet would take for a formula has an apostrophe in front.
"""


def readme(release: Release, tables: tuple[ExportTable, ...]) -> str:
    return "\n".join(_lines(release, tables))


def _lines(release: Release, tables: tuple[ExportTable, ...]) -> Iterator[str]:
    yield f"# EU Cluster Portal, release {release.code}"
    yield ""
    if release.is_demonstration:
        yield "**Demonstration figures, not official statistics.**"
        yield ""
    yield INTRODUCTION
    yield "## Sources"
    yield ""
    for source in release.sources:
        yield f"- {source['publisher']}, {source['dataset']}, {source['title']}: {source['url']} ({source['licence']})"
    for table in tables:
        yield from _table(table)


def _table(table: ExportTable) -> Iterator[str]:
    yield ""
    yield f"## {table.name}.csv"
    yield ""
    yield f"{table.title}. One row: {', '.join(table.key)}."
    yield ""
    yield "| column | meaning | unit |"
    yield "|---|---|---|"
    for field in table.fields:
        yield f"| `{field.name}` | {field.description} | {field.unit} |"
    yield ""
