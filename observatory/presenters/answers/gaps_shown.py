"""The gaps that a page shows: of one year by country, or of one country by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from observatory.models import Release
from observatory.queries.gaps import Gap
from observatory.selection import Selection


@dataclass(frozen=True, slots=True)
class GapsShown:
    """`gaps` are of one year by country, or of one country by year; `selection.country` says which."""

    gaps: tuple[Gap, ...]
    release: Release
    selection: Selection

    @property
    def of_country(self) -> str:
        return self.gaps[0].country.local_name if self.selection.country and self.gaps else ""

    @property
    def period(self) -> str:
        if not self.selection.country or not self.gaps:
            return self.selection.year
        return f"{self.gaps[0].year}–{self.gaps[-1].year}"


def shown_gaps(gaps: Sequence[Gap], release: Release, selection: Selection) -> GapsShown:
    """Countries of the chosen year, or years of the chosen country."""
    if selection.country:
        chosen = tuple(one for one in gaps if one.country.code == selection.country)
    else:
        chosen = tuple(one for one in gaps if one.year == int(selection.year))
    return GapsShown(chosen, release, selection)


def published_share(one: Gap) -> float:
    return one.published / one.cells if one.cells else 0.0


def name_of(one: Gap, shown: GapsShown) -> str:
    return str(one.year) if shown.selection.country else one.country.local_name


def counts_of(one: Gap) -> tuple[int, int, int]:
    return one.published, one.confidential, one.missing


def part_of(one: Gap, count: int) -> float:
    return count / one.cells if one.cells else 0.0
