"""What became of NUTS 1 and 2 regions from version to version, worked out from Eurostat's own tables.

The histories follow every NUTS 3 region through the versions. A NUTS 2 region that passes a NUTS 3 region on to another
code is linked with it; the links of all its parts say whether it was recoded, merged, split or its border shifted.
The same with three letters gives NUTS 1. Where the tables only say it in words, the words are read (`now part of`),
and the few statements that neither has are declared in SUPPLEMENT with their source.
"""

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from portal.registry.codes import official_code
from portal.registry.loading.records import ODD_PARENTS

HISTORY = "Eurostat, history of NUTS codes 1999–2021"
WORKBOOK = "Eurostat, NUTS2021-NUTS2024.xlsx"
HISTORY_VERSIONS = ("2006", "2010", "2013", "2016", "2021")
CODE_SHEETS = ("NUTS2021- NUTS2024", "SR2021- SR2024")
PREFIXES = (3, 4)  # letters of a NUTS 1 and a NUTS 2 code

# Links that the tables do not hold as pairs of codes: version, old code, new code, where it is said.
SUPPLEMENT = (
    ("2006", "UKD2", "UKD7", f"{HISTORY}: UKD21 split, Halton to Merseyside"),
    ("2006", "ITE3", "ITH5", f"{HISTORY}: boundary shift of ITE3 and ITD5, seven municipalities to Emilia-Romagna"),
    ("2006", "HR01", "HR04", "Eurostat, statistical regions of Croatia 2007 and 2012"),
    ("2006", "HR02", "HR04", "Eurostat, statistical regions of Croatia 2007 and 2012"),
    ("2010", "FR91", "FRA1", f"{HISTORY}: boundary shift, Saint-Barthélemy left Guadeloupe"),
    ("2021", "NL33", "NL35", f"{WORKBOOK}: boundary shift between ex-NL310 and ex-NL33A"),
    ("2021", "PT18", "PT1D", f"{WORKBOOK}: PT1D created out of parts of ex-PT16 and ex-PT18"),
    ("2021", "PT16", "PT1D", f"{WORKBOOK}: PT1D created out of parts of ex-PT16 and ex-PT18"),
    ("2021", "PT17", "PT1A", f"{WORKBOOK}: PT1A + PT1B = ex-PT17"),
    ("2021", "PT17", "PT1B", f"{WORKBOOK}: PT1A + PT1B = ex-PT17"),
)

_PART_OF = re.compile(r"now part of ([A-Z]{2}[0-9A-Z]{3})")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One line of the project's table of changes."""

    from_version: str
    to_version: str
    old_code: str
    new_code: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """A NUTS 3 (or NUTS 2) region of one version lies in a region of the next."""

    from_version: str
    to_version: str
    old_code: str
    new_code: str
    source: str


def build_changes(history: Path, workbook: Path) -> list[Change]:
    """All changes of NUTS 1 and 2 codes between neighbouring versions, ordered."""
    with history.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    links = [*_history_links(rows), *_workbook_links(workbook), *_supplement()]
    shifted = _shifted(rows)
    changes = [change for length in PREFIXES for change in _changes(links, length, shifted)]
    return sorted(changes)


def _history_links(rows: Iterable[Mapping[str, str]]) -> Iterator[Link]:
    for row in rows:
        if row["typology"] != "nuts_level_3":
            continue
        for old, new in itertools.pairwise(HISTORY_VERSIONS):
            said = _PART_OF.search(row[f"change_{new}"])
            new_code = _plain(row[f"code_{new}"]) or (said.group(1) if said else "")
            if row[f"code_{old}"] and new_code:
                yield Link(old, new, _plain(row[f"code_{old}"]), new_code, HISTORY)


def _plain(code: str) -> str:
    return official_code(code.replace("(part)", "")) if code else ""


def _workbook_links(path: Path) -> Iterator[Link]:
    """2021 → 2024: NUTS 3 rows with both codes, and NUTS 2 regions that kept their label under a new code."""
    with closing(load_workbook(path, read_only=True)) as book:
        rows = [row[2:4] for sheet in CODE_SHEETS for row in book[sheet].iter_rows(min_row=2, values_only=True)]
        told = [row[1:4] for row in book["Changes NUTS-2"].iter_rows(min_row=2, values_only=True) if row[3]]
    pairs = [(old, new) for old, new in rows if old and new and len(old) == 5]
    gone = {label.strip(): old for old, new, label in told if old and not new}
    pairs += [(gone[label.strip()], new) for old, new, label in told if new and not old and label.strip() in gone]
    for old, new in pairs:
        yield Link("2021", "2024", official_code(old), official_code(new), WORKBOOK)


def _supplement() -> Iterator[Link]:
    following = {"2006": "2010", "2010": "2013", "2021": "2024"}
    return (Link(version, following[version], old, new, source) for version, old, new, source in SUPPLEMENT)


def _shifted(rows: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    """(version, code) of regions whose own row says that their border was shifted towards this version."""
    shifted = set()
    for row in rows:
        for old, new in itertools.pairwise(HISTORY_VERSIONS):
            if row["typology"] in {"nuts_level_1", "nuts_level_2"} and "boundary" in row[f"change_{new}"]:
                shifted.add((new, _plain(row[f"code_{old}"])))
    return shifted


def _changes(links: Iterable[Link], length: int, shifted: set[tuple[str, str]]) -> Iterator[Change]:
    """Changes of codes of one length, classified by who else is linked with the old and the new code."""
    pairs: dict[tuple[str, str, str, str], str] = {}
    for link in links:
        old, new = (_ancestor(code, length) for code in (link.old_code, link.new_code))
        pairs.setdefault((link.from_version, link.to_version, old, new), link.source)
    news, olds = _families(pairs)
    for key, source in pairs.items():
        kind = _kind(key, news, olds, shifted)
        if kind:
            yield Change(*key, kind, source)


def _ancestor(code: str, length: int) -> str:
    while len(code) > length:
        code = ODD_PARENTS.get(code, code[:-1])
    return code


def _families(pairs: Iterable[tuple[str, str, str, str]]) -> tuple[dict[Any, set[str]], dict[Any, set[str]]]:
    news: dict[Any, set[str]] = defaultdict(set)
    olds: dict[Any, set[str]] = defaultdict(set)
    for old_version, new_version, old, new in pairs:
        news[old_version, old].add(new)
        olds[new_version, new].add(old)
    return news, olds


def _kind(key: Any, news: Mapping[Any, set[str]], olds: Mapping[Any, set[str]], shifted: set[tuple[str, str]]) -> str:
    """Kind of a change, or nothing for a region that stayed what it was."""
    old_version, new_version, old, new = key
    heirs, parents = news[old_version, old], olds[new_version, new]
    if len(heirs) == len(parents) == 1:
        if (new_version, old) in shifted:
            return "boundary-shift"
        return "recoded" if old != new else ""
    if len(parents) == 1 and all(olds[new_version, heir] == {old} for heir in heirs):
        return "split"
    if len(heirs) == 1 and all(news[old_version, parent] == {new} for parent in parents):
        return "merged"
    return "boundary-shift"
