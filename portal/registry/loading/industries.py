"""NACE Rev. 2 from the label package: 996 codes and their titles and notes, one file a language."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from tqdm import tqdm

from portal.registry.loading.records import LoadRefused
from portal.registry.models import Industry, IndustryLabel

CODES = 996
# Aggregates that the statistics use beside NACE codes; English only, they have no official title in the package.
AGGREGATES = {
    "TOTAL": "All activities",
    "B-N_S95_X_K": "Business economy without financial and insurance activities, and repair of goods",
}
SMALL_WORDS = {"de": {"und", "von", "der", "die", "des", "an", "in", "im", "für", "mit", "durch", "zur", "a"}}
TITLE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Label:
    """One row of a label file; `code` as Eurostat writes it (`C29`, `C291`, `C2910`)."""

    code: str
    level: int
    title: str
    includes: str
    excludes: str

    @property
    def parent(self) -> str:
        return {1: "", 2: self.code[:1]}.get(self.level, self.code[:-1])


def label_path(language: str) -> Path:
    return settings.PACKAGES_DIR / "nace" / f"NACE_REV2_{language}.csv"


def label_files(languages: Iterable[str]) -> list[Path]:
    return [label_path(language) for language in languages]


def available_languages() -> list[str]:
    """Languages that the package has, in alphabetical order."""
    return sorted(path.stem[-2:] for path in (settings.PACKAGES_DIR / "nace").glob("NACE_REV2_??.csv"))


def load_industries(languages: Iterable[str]) -> str:
    """Bring codes and the labels of these languages up to date; the first language gives the codes."""
    languages = tuple(languages)
    labels = {language: read_labels(language) for language in languages}
    _store_codes(labels[languages[0]])
    for language in tqdm(languages, desc="NACE labels", unit="language"):
        _store_labels(language, labels[language])
    _store_labels("en", [Label(code, 0, title, "", "") for code, title in AGGREGATES.items()])
    return f"{CODES} NACE codes in {len(languages)} languages"


def read_labels(language: str) -> list[Label]:
    """Labels of one language, sections first in the file's order.

    Raises LoadRefused with line numbers when rows are malformed or when there are not exactly 996.
    """
    path = label_path(language)
    if not path.is_file():
        raise LoadRefused([f"{path.name} is missing; languages at hand: {', '.join(available_languages())}."])
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    labels = list(_labels(path.name, rows, language))
    if len(labels) != CODES:
        raise LoadRefused([f"{path.name}: {len(labels)} codes instead of {CODES}."])
    return labels


def _labels(name: str, rows: list[list[str]], language: str) -> Iterator[Label]:
    """Rows by position: the heads of the files are shifted. A section's letter leads the codes that follow it."""
    section = ""
    for number, row in enumerate(rows, 2):
        if len(row) < 8 or row[0] not in {"1", "2", "3", "4"}:
            raise LoadRefused(
                [f"{name}, row {number}: {len(row)} columns, level {row[:1]}; expected level and labels."]
            )
        level, digits, title = int(row[0]), row[1].strip(), " ".join(row[2].split())
        section = digits if level == 1 else section
        code = section if level == 1 else section + digits.replace(".", "")
        yield Label(code, level, tidy_title(title, language)[:TITLE_LENGTH], *_notes(row))


def _notes(row: list[str]) -> tuple[str, str]:
    """What the item includes and excludes, in the language of the file.

    Rows of eleven columns have the notes in their own language from column 4 (and English ones at the end); the
    English file has eight columns, with the notes at the end.
    """
    start = 3 if len(row) > 8 else 5
    includes, also, excludes = (part.strip() for part in row[start : start + 3])
    return "\n".join(filter(None, (includes, also))), excludes


def tidy_title(title: str, language: str) -> str:
    """Sections are written in capitals: `"AGRICULTURE, FORESTRY AND FISHING"` → `"Agriculture, forestry and fishing"`.

    German writes its nouns with a capital letter.
    """
    if not title.isupper():
        return title
    if language in SMALL_WORDS:
        small = SMALL_WORDS[language]
        return " ".join(word.lower() if word.lower() in small else word.title() for word in title.split())
    return title[0] + title[1:].lower()


def _store_codes(labels: Iterable[Label]) -> None:
    industries = [Industry(code=code, level=0) for code in AGGREGATES]
    industries += [
        Industry(code=label.code, level=label.level, parent_id=label.parent or None)
        for label in sorted(labels, key=lambda label: label.level)
    ]
    Industry.objects.bulk_create(
        industries, update_conflicts=True, unique_fields=["code"], update_fields=["level", "parent"]
    )


def _store_labels(language: str, labels: Iterable[Label]) -> None:
    IndustryLabel.objects.bulk_create(
        [
            IndustryLabel(
                industry_id=label.code,
                language=language,
                title=label.title,
                includes=label.includes,
                excludes=label.excludes,
            )
            for label in labels
        ],
        update_conflicts=True,
        unique_fields=["industry", "language"],
        update_fields=["title", "includes", "excludes"],
    )
