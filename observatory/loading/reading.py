"""Read the files of a release into sorted cells; nothing is written here."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from observatory.loading.cells import Batch, Cells, collect, pack, years_of
from observatory.loading.context import ContextReading, ContextSource, read_context
from observatory.loading.files import sha256_of
from observatory.loading.flags import ABSENT
from observatory.loading.problems import Kind, Problem, Problems
from observatory.loading.profiles import Profile, profile_for
from observatory.loading.rows import MissingDimension, RowReader
from observatory.loading.territory import Territory, get_territory
from observatory.loading.tsv import Block, Key, TsvFile
from portal.registry.models import Industry

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was read. `rows` = loaded + empty + dropped; `dropped` counts rows by reason and code.

    `years` are the first and the last with a cell.
    """

    path: Path
    profile: Profile
    sha256: str
    rows: int
    loaded: int
    empty: int
    cells: int
    dropped: Counter[tuple[str, str]]
    dropped_cells: Counter[str]
    unknown_flags: Counter[str]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the files hold, and what the ranks in `cells` mean."""

    cells: Cells
    territory: Territory
    industries: tuple[str, ...]
    files: tuple[SourceFile | ContextSource, ...]
    problems: Problems
    context: ContextReading = field(default_factory=ContextReading)


@dataclass(slots=True)
class _Pass:
    """One pass over one file."""

    number: int
    rows: RowReader
    tsv: TsvFile
    batches: list[Batch]
    loaded: int = 0
    empty: int = 0
    dropped_cells: Counter[str] | None = None

    def run(self, progress: Progress) -> SourceFile:
        path, profile = self.rows.file, self.rows.profile
        self.dropped_cells = Counter()
        size = self.tsv.path.stat().st_size
        try:
            for block in self.tsv.blocks(self.rows.start):
                self._add(block, self.dropped_cells)
                progress(path, self.tsv.position, size)
        except MissingDimension as error:
            self.tsv.problems.add(Problem(Kind.HEADER, path, 1, 1, str(error)))
        return SourceFile(
            path=self.tsv.path,
            profile=profile,
            sha256=sha256_of(self.tsv.path),
            rows=self.tsv.rows,
            loaded=self.loaded,
            empty=self.empty,
            cells=sum(len(batch.key) for batch in self.batches),
            dropped=self.rows.dropped + Counter(self._unreadable()),
            dropped_cells=self.dropped_cells,
            unknown_flags=self.tsv.unknown_flags,
            years=years_of(self.batches),
        )

    def _unreadable(self) -> dict[tuple[str, str], int]:
        return {(Kind.WRONG_WIDTH, ""): self.tsv.unreadable} if self.tsv.unreadable else {}

    def _add(self, block: Block, dropped_cells: Counter[str]) -> None:
        if self.tsv.header is None or not block.keys:
            return
        years = np.array(self.tsv.header.years)
        indicator, region, industry, factor, is_signed = self._ranks(block.keys)
        is_stored = block.status != ABSENT
        is_stored &= ~self._errata(block.keys, block.values.shape, dropped_cells)
        is_negative = is_stored & (block.values < 0) & ~is_signed[:, None]
        self._refuse(block, is_negative, Kind.NEGATIVE)
        is_unneeded = is_stored & np.array([not self.rows.profile.nuts_version(int(year)) for year in years])
        dropped_cells["year not needed"] += int(is_unneeded.sum())
        is_nowhere = is_stored & ~is_unneeded & (region < 0)
        self._refuse(block, is_nowhere, Kind.UNKNOWN_REGION)
        is_stored &= ~is_unneeded & ~is_nowhere & ~is_negative
        self.loaded += int(is_stored.any(axis=1).sum())
        self.empty += int((~is_stored.any(axis=1)).sum())
        row, column = np.nonzero(is_stored)
        self.batches.append(
            Batch(
                key=pack(indicator[row], region[row, column], industry[row], years[column]),
                value=block.values[row, column] * factor[row],
                status=block.status[row, column],
                marks=block.marks[row, column],
                file=np.full(len(row), self.number, np.uint8),
                line=block.lines[row],
                column=(column + 2).astype(np.int16),
            )
        )

    def _errata(self, codes: Sequence[Key], shape: tuple[int, ...], dropped_cells: Counter[str]) -> NDArray[np.bool_]:
        """Cells that the profile knows to be wrong; `shape` is (rows, years)."""
        mask = np.zeros(shape, bool)
        years = self.tsv.header.years if self.tsv.header else ()
        for erratum in self.rows.profile.erratum:
            wanted = (erratum.region, erratum.industry, erratum.indicator)
            for row in (row for row, found in enumerate(codes) if found == wanted and erratum.year in years):
                mask[row, years.index(erratum.year)] = True
                dropped_cells[f"known error of the source: {erratum.reason}"] += 1
        return mask

    def _ranks(
        self, codes: Sequence[Key]
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Indicator number, region rank (rows × years), industry rank, factor, may be negative: a row each."""
        regions, region = _numbered([code[0] for code in codes])
        found, indicator = _numbered([code[2] for code in codes])
        indicators = [self.rows.indicator(code) for code in found]
        return (
            np.array([i.number for i in indicators], np.int64)[indicator],
            np.array([self._region_ranks(code) for code in regions], np.int64)[region],
            np.array([self.rows.industries[code[1]] for code in codes], np.int64),
            np.array([i.factor for i in indicators])[indicator],
            np.array([i.allows_negative for i in indicators])[indicator],
        )

    def _region_ranks(self, code: str) -> NDArray[np.int32]:
        years = self.tsv.header.years if self.tsv.header else ()
        return self.rows.territory.ranks_by_year(code, self.rows.profile, years)

    def _refuse(self, block: Block, mask: NDArray[np.bool_], kind: Kind) -> None:
        for row, column in np.argwhere(mask):
            text = ",".join(block.keys[row]) + f" = {block.values[row, column]:g}"
            self.tsv.problems.add(Problem(kind, self.rows.file, int(block.lines[row]), int(column) + 2, text))
        if self.dropped_cells is not None and mask.any():
            self.dropped_cells[kind] += int(mask.sum())


def _numbered(codes: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The different codes, and for each of `codes` its place among them."""
    places: dict[str, int] = {}
    numbers = np.array([places.setdefault(code, len(places)) for code in codes], np.int64)
    return list(places), numbers


def read_files(paths: Sequence[Path], progress: Progress) -> Reading:
    """Parse and validate `paths`. 2 SQL queries, and those of `read_context` where there are files of context.

    Problems are collected in the result; the caller decides whether they stop the load. Raises UnknownDataset for a
    file without a profile.
    """
    problems, territory = Problems(), get_territory()
    industries = tuple(sorted(Industry.objects.values_list("code", flat=True)))
    ranks = {code: rank for rank, code in enumerate(industries)}
    profiles = [(path, profile_for(path)) for path in paths]
    business = [(path, profile) for path, profile in profiles if not profile.is_context]
    batches: list[Batch] = []
    files = []
    for number, (path, profile) in enumerate(business):
        rows = RowReader(profile, territory, ranks, path.name, problems)
        run = _Pass(number, rows, TsvFile(path, problems), [])
        files.append(run.run(progress))
        batches += run.batches
    cells, duplicates = collect(batches)
    for duplicate in duplicates:
        file = business[duplicate.file][0].name
        problems.add(Problem(Kind.DUPLICATE_KEY, file, duplicate.line, duplicate.column, "the cell stands twice"))
    context = read_context([found for found in profiles if found[1].is_context], problems, progress)
    return Reading(cells, territory, industries, (*files, *context.files), problems, context)
