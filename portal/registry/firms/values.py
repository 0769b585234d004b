"""One value of a cell at a time: what it means, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from portal.registry.codes import official_code
from portal.registry.firms.nace import NaceCodes, NotNace
from portal.registry.firms.profiles import Profile, longest
from portal.registry.models import Firm

EARLIEST_YEAR = 1000
FIGURE_DIGITS = {"employees": 9, "turnover_eur": 15, "patents": 9, "trademarks": 9}
_WEBSITE = re.compile(r"https?://[^\s/@]+\.[^\s<>\"']+")


class Fault(ValueError):
    """What keeps a row out: `args` are the sentence and its detail."""


class Note(ValueError):
    """What is left empty or was understood otherwise: the sentence, its detail, and the value kept."""


@dataclass(frozen=True, slots=True)
class Known:
    """What values may be: country codes, NACE codes, NUTS 3 codes of today, keys of organisations, and this year."""

    countries: frozenset[str]
    nace: NaceCodes
    regions: frozenset[str]
    organisations: frozenset[int]
    today: date


class Readers:
    """How each field of a profile is read. Readers raise Fault or Note."""

    def __init__(self, profile: Profile, known: Known):
        self._profile, self._known = profile, known

    def by_field(self) -> Mapping[str, Callable[[str], Any]]:
        """Readers of all fields that are no plain texts."""
        return {
            "nace": self._nace,
            "further_nace": self._further_nace,
            "longitude": self._degrees,
            "latitude": self._degrees,
            "region_code": self._region,
            "size_class": _size,
            "year_founded": self._year,
            "figures_year": self._year,
            "website": _website,
            "organisation": self._organisation,
            "joined_on": _day,
            "left_on": _day,
            **{name: partial(_whole_number, digits) for name, digits in FIGURE_DIGITS.items()},
        }

    def _nace(self, text: str) -> str:
        try:
            code, is_mended = self._known.nace.read(text) if text else ("", False)
        except NotNace as error:
            raise Note("no NACE code, left empty", str(error), "") from error
        if is_mended:
            raise Note("a lost leading zero is restored", f"{text} is {code}", code)
        return code

    def _further_nace(self, text: str) -> str:
        codes, wrong = [], []
        for part in re.split(r"[\s,;|]+", text) if text else []:
            try:
                codes.append(self._known.nace.read(part)[0])
            except NotNace as error:
                wrong.append(str(error))
        joined = " ".join(dict.fromkeys(codes))
        if len(joined) > longest("further_nace"):
            raise Fault("too many further activities", text[:40], "")
        if wrong:
            raise Note("no NACE code, left empty", "; ".join(wrong), joined)
        return joined

    def _degrees(self, text: str) -> float:
        try:
            return float(text.replace(",", ".") if self._profile.decimal == "," else text) if text else np.nan
        except ValueError as error:
            raise Note("no number of degrees, left empty", repr(text[:20]), np.nan) from error

    def _region(self, text: str) -> str:
        code = official_code(text) if text else ""
        if code and code not in self._known.regions:
            raise Fault("unknown region: a NUTS 3 code in force is needed", repr(text[:20]), "")
        return code

    def _year(self, text: str) -> int:
        if not text:
            return 0
        if not text.isascii() or not text.isdecimal() or not EARLIEST_YEAR <= int(text[:9]) <= self._known.today.year:
            raise Note(f"no year from {EARLIEST_YEAR} to {self._known.today.year}, left empty", repr(text[:20]), 0)
        return int(text)

    def _organisation(self, text: str) -> int:
        if not text:
            return 0
        if not text.isascii() or not text.isdecimal() or int(text[:18]) not in self._known.organisations:
            raise Fault("unknown organisation: the number at the end of its address is needed", repr(text[:20]), 0)
        return int(text)

    def country(self, text: str) -> str:
        """Eurostat's code; of a profile's own code what it says, empty where the fallback must be asked."""
        upper = text.upper()
        return self._profile.countries.get(upper, official_code(upper))


def answer_to(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except (Fault, Note) as answer:
        return answer


def _size(text: str) -> str:
    code = text.lower()
    if code and code not in Firm.Size.values:
        raise Note(f"no size class ({', '.join(Firm.Size.values)}), left empty", repr(text[:20]), "")
    return code


def _website(text: str) -> str:
    if text and (len(text) > longest("website") or not _WEBSITE.fullmatch(text)):
        raise Note("no web address that begins with https:// or http://, left empty", repr(text[:40]), "")
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Fault("no day as 2026-11-30", repr(text[:20]), None) from error


def _whole_number(digits: int, text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) <= digits):
        raise Fault(f"no whole number of at most {digits} digits", repr(text[:20]), None)
    return int(text) if text else None
