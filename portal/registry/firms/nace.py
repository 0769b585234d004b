"""NACE Rev. 2 codes as files write them: `35.30`, `C29.10`, `2910`, and `1.5` that has lost its leading zero."""

import re
from collections.abc import Iterable, Mapping


class NotNace(ValueError):
    """A text that is no code, or more than one; the message says which."""


class NaceCodes:
    """The codes that exist, to be asked for in any spelling."""

    def __init__(self, codes: Iterable[str]):
        """`codes` as Eurostat writes them, all levels: C, C29, C291, C2910."""
        known = [code for code in codes if len(code) > 1 and code[1:].isdigit()]
        self._by_digits: Mapping[str, str] = {code[1:]: code for code in known}
        self._sections = frozenset(code for code in codes if len(code) == 1)

    def read(self, written: str) -> tuple[str, bool]:
        """The code, and whether a leading zero was restored. Raises NotNace."""
        text = written.strip().upper().replace(" ", "")
        if text in self._sections:
            return text, False
        found = {code for code in map(self._by_digits.get, _spellings(text)) if code and _fits(text, code)}
        if len(found) > 1:
            raise NotNace(f"{written!r} may be {' or '.join(sorted(found))}: write the leading zero")
        if not found:
            raise NotNace(f"{written!r} is no code of NACE Rev. 2")
        (code,) = found
        return code, not _digits(text).startswith(code[1])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _fits(text: str, code: str) -> bool:
    """The section's letter, where it is written, must be the right one."""
    return not text[:1].isalpha() or text[0] == code[0]


def _spellings(text: str) -> list[str]:
    """Digits that may be meant: with a point its place says it; without, three digits are read both ways."""
    match = re.fullmatch(r"[A-U]?(\d{1,2})\.(\d{0,2})", text)
    if match:
        division, rest = match.groups()
        # Zeros at the end say "nothing finer": 35.00 is division 35.
        return [division.zfill(2) + rest] if rest.strip("0") else [division.zfill(2)]
    digits = re.fullmatch(r"[A-U]?(\d{1,4})", text)
    if not digits:
        return []
    found = digits.group(1)
    both = [found, "0" + found]
    return {1: both[1:], 2: both[:1], 3: both}.get(len(found), both[:1])
