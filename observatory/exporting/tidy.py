"""The tidy export: a zip of CSV tables with a Frictionless data package and a README."""

import json
import zipfile
from typing import Any, BinaryIO

from observatory.exporting.readme import readme
from observatory.exporting.schema import ExportTable, Field
from observatory.exporting.tables import export_tables
from observatory.loading.reading import Progress
from observatory.models import Release
from portal.core.copying_out import copy_csv, statement_of

DAY = (1980, 1, 1, 0, 0, 0)  # the same for every export: equal figures give equal files
LEVEL = 6


def write_tidy(release: Release, stream: BinaryIO, progress: Progress) -> None:
    """One CSV a table, then what they mean. One COPY a table; no table is held in memory."""
    tables = export_tables(release)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for number, table in enumerate(tables):
            progress("tidy CSV", number, len(tables))
            with package.open(zip_entry(f"{table.name}.csv"), "w", force_zip64=True) as entry:
                copy_csv(statement_of(table.query(release)), table.columns, entry)
        package.writestr(zip_entry("datapackage.json"), json.dumps(data_package(release, tables), indent=2))
        package.writestr(zip_entry("README.md"), readme(release, tables))
        progress("tidy CSV", len(tables), len(tables))


def zip_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def data_package(release: Release, tables: tuple[ExportTable, ...]) -> dict[str, Any]:
    """A descriptor of the Tabular Data Package (Frictionless Data, version 1)."""
    demonstration = "Demonstration figures, not official statistics. " if release.is_demonstration else ""
    computed = {"created": release.computed_at.isoformat()} if release.computed_at else {}
    return {
        "profile": "tabular-data-package",
        "name": f"eu-cluster-portal-{release.code}",
        "id": f"{release.code}-{release.fingerprint}",
        "title": f"EU Cluster Portal: all figures of release {release.code}",
        "description": f"{demonstration}Statistical clusters of European regions, with what they are computed from.",
        "version": release.code,
        **computed,
        "licenses": licences(release),
        "sources": [{"title": source_title(source), "path": source["url"]} for source in release.sources],
        "keywords": ["clusters", "regions", "NUTS", "location quotient", "employment"],
        "resources": [_resource(table) for table in tables],
    }


def licences(release: Release) -> list[dict[str, str]]:
    """Each licence once, as the publishers word them."""
    titles = dict.fromkeys(str(source["licence"]) for source in release.sources if source.get("licence"))
    paths = {str(source["licence"]): str(source["url"]) for source in release.sources if source.get("licence")}
    return [{"name": _slug(title), "title": title, "path": paths[title]} for title in titles]


def _slug(title: str) -> str:
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in title)
    return "-".join(part for part in kept.split("-") if part)


def source_title(source: dict[str, Any]) -> str:
    parts = (source.get("publisher"), source.get("dataset"), source.get("title"))
    return ", ".join(str(part) for part in parts if part)


def _resource(table: ExportTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }


def _field(field: Field) -> dict[str, Any]:
    described = {"name": field.name, "type": field.type, "description": field.description}
    boolean = {"trueValues": ["true"], "falseValues": ["false"]} if field.type == "boolean" else {}
    return described | boolean | ({"unit": field.unit} if field.unit else {})
