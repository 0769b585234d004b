"""Postcodes of 33 countries and their NUTS 3 regions, from the package's SQLite table into ours by COPY."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from tqdm import tqdm

from portal.registry.codes import official_code
from portal.registry.loading.records import LoadRefused
from portal.registry.models import Country, Postcode

BATCH = 50_000
_NOT_PART = re.compile(r"[^A-Z0-9]")

Row = tuple[str, str, str]


def postcodes_path() -> Path:
    return settings.PACKAGES_DIR / "postcodes" / "nuts.db"


def normalised(postcode: str, country: str) -> str:
    """Letters and digits in capitals, without the country's own prefix: `"LV-1001"` of LV → `"1001"`."""
    plain = _NOT_PART.sub("", postcode.upper())
    return plain[2:] if plain.startswith(country) and plain[2:].isdigit() else plain


def load_postcodes() -> str:
    """Replace all postcodes."""
    path = postcodes_path()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as table:
        total = table.execute("SELECT count(*) FROM nuts").fetchone()[0]
        _check_countries(code for (code,) in table.execute("SELECT DISTINCT alpha_2 FROM nuts"))
        rows = table.execute("SELECT alpha_2, nuts_3, zip FROM nuts ORDER BY alpha_2, zip")
        Postcode.objects.all().delete()
        count = _copy(_unique(tqdm(rows, desc="Postcodes", unit="rows", total=total, mininterval=0.5)))
    return f"{count} postcodes"


def _check_countries(codes: Iterable[str]) -> None:
    unknown = sorted({official_code(code) for code in codes} - set(Country.objects.values_list("code", flat=True)))
    if unknown:
        raise LoadRefused([f"{postcodes_path().name}: unknown countries {', '.join(unknown)}."])


def _unique(rows: Iterable[Row]) -> Iterator[Row]:
    """(country, region, postcode) rows; spellings that are the same once normalised are kept once."""
    for alpha_2, of_country in groupby(rows, key=itemgetter(0)):
        country, seen = official_code(alpha_2), set()
        for _, region, written in of_country:
            postcode = normalised(written, country)
            if postcode not in seen:
                seen.add(postcode)
                yield country, official_code(region), postcode


def _copy(rows: Iterable[Row]) -> int:
    count, lines = 0, []
    with connection.cursor() as cursor:
        for country, region, postcode in rows:
            lines.append(f"{country}\t{region}\t{postcode}\n")
            if len(lines) == BATCH:
                count += _send(cursor, lines)
                lines = []
        return count + _send(cursor, lines)


def _send(cursor: Any, lines: list[str]) -> int:
    cursor.copy_expert(
        "COPY registry_postcode (country_id, region_code, postcode) FROM STDIN", StringIO("".join(lines))
    )
    return len(lines)
