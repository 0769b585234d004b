"""Rows of a file as calls: every value checked, every fault with its line and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal.core.sheets import Fault
from portal.editorial.calls.importing import fields
from portal.editorial.calls.importing.fields import WrongValue
from portal.editorial.calls.importing.known import Known
from portal.editorial.calls.importing.mapping import AMOUNTS, DAYS, LISTS, MOST_DEADLINES, TEXTS
from portal.editorial.calls.importing.mapping import Mapping as FileMapping

FREE_LISTS = ("clusters",)  # checked by the page itself


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as a row states it: values by field, as JSON keeps them. `deadlines` are (moment, zone, stage, label)."""

    line: int
    values: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()

    @property
    def title(self) -> str:
        return str(self.values.get("title", ""))


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file."""

    mapping: FileMapping
    known: Known
    faults: list[Fault] = field(default_factory=list)

    def read(self, line: int, written: Mapping[str, str]) -> CallRow:
        """One row. Values with faults are left out."""
        self.faults = []
        raw = self._raw(written)
        values: dict[str, Any] = {}
        for name in self.mapping.fields - {"deadlines"}:
            self._try(line, name, lambda name=name: values.__setitem__(name, self._value(name, raw.get(name, ""))))
        if "deadlines" in self.mapping.fields:
            values["deadlines"] = self._deadlines(line, raw)
        if not values.get("summary") and values.get("body"):
            values["summary"] = fields.shortened(strip_tags(values["body"].replace("</p>", " ")).strip())
        self._check_needed(line, values)
        return CallRow(line, values, tuple(self.faults))

    def _raw(self, written: Mapping[str, str]) -> dict[str, str]:
        """What is meant by each field, after the mapping's own words."""
        raw = dict(self.mapping.constants)
        raw |= {name: written[column] for column, name in self.mapping.columns.items()}
        return {name: self._meant(name, text) for name, text in raw.items()}

    def _meant(self, name: str, text: str) -> str:
        words = {word.casefold(): meaning for word, meaning in self.mapping.values.get(name, {}).items()}
        if name not in LISTS:
            return words.get(text.casefold(), text)
        parts = (part.strip() for part in text.split(self.mapping.list_separator))
        return "\n".join(filter(None, (words.get(part.casefold(), part) for part in parts)))

    def _value(self, name: str, text: str) -> Any:
        if name in LISTS:
            return sorted({self._code(name, part) for part in text.split("\n") if part})
        if name == "body":
            return fields.html_of(text)
        if name in TEXTS:
            return fields.text_of(name, text)
        if name in DAYS:
            return fields.day_of(text, self.mapping)
        if name in AMOUNTS:
            return fields.amount_of(text, self.mapping, self.mapping.factors.get(name, 1))
        return fields.bool_of(text) if name == "is_continuous" else self._code(name, text)

    def _code(self, name: str, text: str) -> str:
        if not text or name in FREE_LISTS:
            return text
        code = self.known.find(name, text)
        if code is None:
            message = _("“%(text)s” is not known here. Translate it in the mapping, or leave it out.")
            raise WrongValue(message % {"text": text[:60]})
        return code

    def _deadlines(self, line: int, raw: Mapping[str, str]) -> list[list[str]]:
        """In order of time; a part without number belongs to the first."""
        found: list[list[str]] = []
        for number in range(1, MOST_DEADLINES + 1):
            parts = {name: _part(raw, name, number) for name in ("deadline", "time", "zone", "stage")}
            if parts["deadline"]:
                name = f"deadline.{number}"
                self._try(line, name, lambda parts=parts: found.append(self._deadline(parts)))
        return sorted(found)

    def _deadline(self, parts: Mapping[str, str]) -> list[str]:
        moment, zone = fields.moment_of(parts["deadline"], parts["time"], parts["zone"], self.mapping)
        stage = self.known.find("stage", parts["stage"]) or "" if parts["stage"] else ""
        return [moment, zone, stage, parts["stage"][:80] if parts["stage"] and not stage else ""]

    def _check_needed(self, line: int, values: Mapping[str, Any]) -> None:
        for name in ("title", "source_link", "summary"):
            if not values.get(name) and not any(self._is_of(fault, name) for fault in self.faults):
                self.faults.append(Fault(line, self.column(name), _("It is empty; every call needs it.")))

    def _try(self, line: int, name: str, read: Callable[[], None]) -> None:
        try:
            read()
        except WrongValue as wrong:
            self.faults.append(Fault(line, self.column(name), str(wrong)))

    def _is_of(self, fault: Fault, name: str) -> bool:
        return fault.column == self.column(name)

    def column(self, name: str) -> str:
        """What the file calls a field; the field itself where a constant fills it."""
        names = ("deadline.1", "deadline") if name == "deadlines" else (name, name.removesuffix(".1"))
        return next(filter(None, map(self.mapping.column_of, names)), name)


def _part(raw: Mapping[str, str], name: str, number: int) -> str:
    return raw.get(f"{name}.{number}", raw.get(name, "") if number == 1 else "")
