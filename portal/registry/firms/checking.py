"""Cells of a batch into the columns of firms: each distinct value is looked at once, faults are told by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np

from portal.core.downloads import FORMULA_STARTS
from portal.registry.firms.findings import Findings
from portal.registry.firms.profiles import Profile, longest
from portal.registry.firms.reading import Batch
from portal.registry.firms.values import Fault, Known, Note, Readers, answer_to

TEXTS = ("name", "establishment", "register", "registration_number", "address", "postcode", "town", "source_key")

_STARTS = frozenset(FORMULA_STARTS)


@dataclass(slots=True)
class Checked:
    """Columns of one batch by field, each as long as `rows`; texts and codes are lists, numbers are arrays."""

    rows: Sequence[int]
    values: dict[str, Any] = field(default_factory=dict)
    is_faulty: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    def without_faults(self) -> "Checked":
        if not self.is_faulty.any():
            return self
        places = np.flatnonzero(~self.is_faulty)
        values = {
            name: column[places] if isinstance(column, np.ndarray) else [column[place] for place in places]
            for name, column in self.values.items()
        }
        return Checked([self.rows[place] for place in places], values, self.is_faulty[places])


class Checker:
    """Checks batches of one file, one after the other: it remembers the keys that it has met."""

    def __init__(self, profile: Profile, known: Known, findings: Findings):
        self._profile, self._known, self._findings = profile, known, findings
        self._readers = Readers(profile, known)
        self._titles = profile.titles
        self._met: dict[str, int] = {}
        self._missing = frozenset(profile.missing)

    def check(self, batch: Batch) -> Checked:
        """The batch's rows as columns of firms; `is_faulty` marks those that must stay out."""
        for row, cells in batch.short:
            self._findings.add(row, "", "the row has more or fewer cells than titles", f"{cells} cells", is_fault=True)
        checked = Checked(batch.rows, {}, np.zeros(len(batch), bool))
        for name in TEXTS:
            checked.values[name] = self._texts(batch, checked, name)
        self._require(checked, "name")
        for name, read in self._readers.by_field().items():
            checked.values[name] = self._read(batch, checked, name, read)
        checked.values["country"] = self._countries(batch, checked)
        checked.values["kind"] = self._kinds(batch)
        self._periods(checked)
        self._keys(checked)
        return checked

    def _cells(self, batch: Batch, title: str) -> list[str] | None:
        """Cells of a column without spaces around them; empty where they stand for nothing. None: no such column."""
        if title not in batch.cells:
            return None
        cells = list(map(str.strip, batch.cells[title]))
        if self._missing.isdisjoint(cells):
            return cells
        return ["" if text in self._missing else text for text in cells]

    def _fault(self, checked: Checked, place: int, name: str, kind: str, detail: str = "") -> None:
        checked.is_faulty[place] = True
        self._findings.add(checked.rows[place], self._titles.get(name, name), kind, detail, is_fault=True)

    def _note(self, checked: Checked, place: int, name: str, kind: str, detail: str = "") -> None:
        self._findings.add(checked.rows[place], self._titles.get(name, name), kind, detail, is_fault=False)

    def _texts(self, batch: Batch, checked: Checked, name: str) -> list[str]:
        cells = self._cells(batch, self._titles.get(name, ""))
        if cells is None:
            return [""] * len(batch)
        most = longest(name)
        if max(map(len, cells), default=0) > most or not _STARTS.isdisjoint({text[:1] for text in cells}):
            self._find_faults(checked, name, cells, most)
        return cells

    def _find_faults(self, checked: Checked, name: str, cells: list[str], most: int) -> None:
        for place, text in enumerate(cells):
            if len(text) > most:
                self._fault(checked, place, name, f"more than {most} letters", f"{len(text)}")
                cells[place] = ""
            elif text[:1] in _STARTS:
                self._fault(checked, place, name, "begins as a formula of a spreadsheet does", repr(text[:20]))

    def _require(self, checked: Checked, name: str) -> None:
        for place, text in enumerate(checked.values[name]):
            if not text and not checked.is_faulty[place]:
                self._fault(checked, place, name, "is empty, but every firm needs it")

    def _read(self, batch: Batch, checked: Checked, name: str, read: Callable[[str], Any]) -> list[Any]:
        """A column through a reader that is asked once a distinct value."""
        cells = self._cells(batch, self._titles.get(name, ""))
        if cells is None:
            return [read("")] * len(batch)
        try:
            answers = {text: read(text) for text in set(cells)}
        except (Fault, Note):
            answers = self._odd_answers(checked, name, cells, read)
        return list(map(answers.__getitem__, cells))

    def _odd_answers(
        self, checked: Checked, name: str, cells: Sequence[str], read: Callable[[str], Any]
    ) -> dict[str, Any]:
        """Where some values are faults or deserve a note: these are told at every row that has them."""
        answers = {text: answer_to(read, text) for text in set(cells)}
        odd = {text: answer for text, answer in answers.items() if isinstance(answer, Fault | Note)}
        for place, text in enumerate(cells):
            if text in odd:
                self._tell(checked, place, name, odd[text])
        return answers | {text: answer.args[2] for text, answer in odd.items()}

    def _tell(self, checked: Checked, place: int, name: str, answer: Fault | Note) -> None:
        (self._fault if isinstance(answer, Fault) else self._note)(checked, place, name, *answer.args[:2])

    def _countries(self, batch: Batch, checked: Checked) -> list[str]:
        """Codes as Eurostat writes them; what the profile names otherwise, and what only the fallback knows."""
        written = self._cells(batch, self._titles["country"]) or []
        known = {text: self._readers.country(text) for text in set(written)}
        codes = list(map(known.__getitem__, written))
        if not all(known.values()):
            others = self._cells(batch, self._profile.country_fallback) or written
            codes = [code or self._readers.country(other) for code, other in zip(codes, others, strict=True)]
        if not self._known.countries.issuperset(codes):
            self._find_unknown_countries(checked, codes, written)
        return codes

    def _find_unknown_countries(self, checked: Checked, codes: Sequence[str], written: Sequence[str]) -> None:
        for place, code in enumerate(codes):
            if code not in self._known.countries:
                wrong = "unknown country: a code of two letters is needed"
                self._fault(checked, place, "country", wrong, repr(written[place][:20]))

    def _kinds(self, batch: Batch) -> list[str]:
        kinds = [self._profile.kind] * len(batch)
        for apart in self._profile.apart:
            cells = batch.cells[apart.title]
            kinds = [
                apart.kind if cell.strip() in apart.values else kind for cell, kind in zip(cells, kinds, strict=True)
            ]
        return kinds

    def _periods(self, checked: Checked) -> None:
        ends = checked.values["left_on"]
        for place, (joined, left) in enumerate(
            zip(checked.values["joined_on"], ends, strict=True) if any(ends) else ()
        ):
            if joined and left and left < joined:
                self._fault(checked, place, "left_on", "the membership ends before it begins", f"{joined}, {left}")

    def _keys(self, checked: Checked) -> None:
        """The number at the source; without one, what tells firms apart. The second row of a key is a duplicate."""
        values, rows = checked.values, checked.rows
        keys = [written or _own_key(values, place) for place, written in enumerate(values["source_key"])]
        values["source_key"] = keys
        if len(set(keys)) == len(keys) and self._met.keys().isdisjoint(keys):
            self._met.update(zip(keys, rows, strict=True))
            return
        for place, key in enumerate(keys):
            first = self._met.setdefault(key, rows[place])
            if first != rows[place]:
                self._fault(checked, place, "source_key", "duplicate of an earlier row", f"row {first}")


def _own_key(values: Mapping[str, Any], place: int) -> str:
    """Country and registration number, or country, postcode and name; long ones end with a digest."""
    country, number = values["country"][place], values["registration_number"][place]
    parts = (country, number) if number else (country, values["postcode"][place], values["name"][place])
    key, most = " ".join(parts).casefold(), longest("source_key")
    digest = blake2b(key.encode(), digest_size=8).hexdigest()
    return key if len(key) <= most else key[: most - len(digest)] + digest
