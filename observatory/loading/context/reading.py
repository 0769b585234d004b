"""Read the files of context of a release: every row loaded, empty, or dropped with a reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from observatory.indicators import context_indicators
from observatory.loading.context.joining import Atlas, ContextFigures, PlacedZone, get_atlas
from observatory.loading.context.layouts import rows_of
from observatory.loading.context.rows import Notes, RawCell, RawRow
from observatory.loading.files import sha256_of
from observatory.loading.flags import ABSENT
from observatory.loading.problems import Kind, Problems
from observatory.loading.profiles import Profile, SourceIndicator
from observatory.models import Status

Progress = Callable[[str, int, int], None]
Refusal = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ContextSource:
    """One file as it was read, with the same counts as a file of business statistics."""

    path: Path
    profile: Profile
    sha256: str
    rows: int
    loaded: int
    empty: int
    cells: int
    dropped: Counter[Refusal]
    dropped_cells: Counter[str]
    unknown_flags: Counter[str]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextReading:
    """All figures of context of a release, and the regions they were joined to."""

    figures: tuple[ContextFigures, ...] = ()
    files: tuple[ContextSource, ...] = ()
    atlas: Atlas | None = None


@dataclass(slots=True)
class _Pass:
    """One pass over one file; `seen` holds the keys of all files before."""

    path: Path
    profile: Profile
    atlas: Atlas
    notes: Notes
    seen: set[tuple[int, str, int]]
    figures: list[ContextFigures] = field(default_factory=list)
    rows: int = 0
    loaded: int = 0
    empty: int = 0
    dropped: Counter[Refusal] = field(default_factory=Counter)
    dropped_cells: Counter[str] = field(default_factory=Counter)
    unknown_flags: Counter[str] = field(default_factory=Counter)
    _indicators: dict[str, list[SourceIndicator]] = field(default_factory=lambda: defaultdict(list))
    _zones: dict[tuple[str, str], PlacedZone | None] = field(default_factory=dict)

    def run(self, progress: Progress) -> ContextSource:
        for indicator in self.profile.indicator:
            self._indicators[indicator.code].append(indicator)
        for row in rows_of(self.path, self.profile, self.notes, lambda done, of: progress(self.path.name, done, of)):
            self._add(row)
        return ContextSource(
            path=self.path,
            profile=self.profile,
            sha256=sha256_of(self.path),
            rows=self.rows,
            loaded=self.loaded,
            empty=self.empty,
            cells=len(self.figures),
            dropped=self.dropped,
            dropped_cells=self.dropped_cells,
            unknown_flags=self.unknown_flags,
            years=self._years(),
        )

    def _years(self) -> tuple[int, ...]:
        years = [figure.year for figure in self.figures if figure.value == figure.value]
        return (min(years), max(years)) if years else ()

    def _add(self, row: RawRow) -> None:
        self.rows += 1
        refusal = row.refusal or self._refusal(row)
        if refusal is not None:
            self._drop(row, refusal)
            return
        before = len(self.figures)
        for cell in row.cells:
            self.unknown_flags.update(cell.unknown_flags)
            for indicator in self._wanted(row, cell):
                self._keep(row, cell, indicator)
        self.loaded += len(self.figures) > before
        self.empty += len(self.figures) == before

    def _refusal(self, row: RawRow) -> Refusal | None:
        """Why nothing of a row is loaded: its zone, or all its indicators."""
        codes = {cell.indicator for cell in row.cells}
        if codes and not codes & set(self._indicators):
            known = codes <= self.profile.indicators_not_needed
            code = min(codes - self.profile.indicators_not_needed, default=min(codes))
            return ("indicator not needed" if known else Kind.UNKNOWN_INDICATOR, code)
        if row.zone in self.profile.regions_not_needed:
            return "region not needed", row.zone
        if row.zone[2:3] == "Z" and not self.profile.zones:
            return "extra-regio territory", row.zone
        zone = self._zone(row.zone, max((p.last for p in self.profile.period), default=0))
        if zone is None:
            return Kind.UNKNOWN_REGION, row.zone
        if zone.level > max(self.profile.levels):
            return "level not needed", row.zone
        return None

    def _drop(self, row: RawRow, refusal: Refusal) -> None:
        self.dropped[refusal] += 1
        if refusal[0] in {Kind.UNKNOWN_REGION, Kind.UNKNOWN_INDICATOR}:
            self.notes.add(Kind(refusal[0]), (row.sheet, row.line, 1), refusal[1])

    def _zone(self, code: str, year: int) -> PlacedZone | None:
        key = (code, self.profile.nuts_version(year))
        if key not in self._zones:
            self._zones[key] = self.atlas.place(code, self.profile, year)
        return self._zones[key]

    def _wanted(self, row: RawRow, cell: RawCell) -> Sequence[SourceIndicator]:
        """Indicators that the cell is about. One of a wide table that nobody knows is a problem, once a file."""
        found = self._indicators.get(cell.indicator)
        if found is None:
            if cell.indicator not in self.profile.indicators_not_needed and not self.dropped_cells[cell.indicator]:
                self.notes.add(Kind.UNKNOWN_INDICATOR, (row.sheet, row.line, cell.column), cell.indicator)
            if cell.indicator not in self.profile.indicators_not_needed:
                self.dropped_cells[cell.indicator] += 1
            return ()
        return [one for one in found if bool(one.results) == bool(cell.result)]

    def _keep(self, row: RawRow, cell: RawCell, indicator: SourceIndicator) -> None:
        year = cell.year or indicator.year
        if indicator.year and year != indicator.year:
            return
        value, status = (cell.value, cell.status) if not cell.result else self._placed(row, cell, indicator)
        if status == ABSENT:
            return
        zone = self._zone(row.zone, year)
        if zone is None or not self.profile.nuts_version(year):
            self.dropped_cells["year not needed"] += 1
            return
        place = (row.sheet, row.line, cell.column)
        if value < 0 and not indicator.allows_negative:
            self._refuse(Kind.NEGATIVE, place, f"{row.zone} = {value:g}")
        elif (key := (indicator.number, zone.code, year)) in self.seen:
            self._refuse(Kind.DUPLICATE_KEY, place, "the cell stands twice")
        else:
            self.seen.add(key)
            self._append(indicator, zone, year, RawCell(cell.indicator, year, value, status, cell.marks, 0))

    def _placed(self, row: RawRow, cell: RawCell, indicator: SourceIndicator) -> tuple[float, int]:
        """The place of a result in words on its scale; the EU as a whole has none."""
        if cell.result in indicator.results:
            return float(indicator.results[cell.result]), Status.FINAL
        if row.zone not in self.profile.of_eu:
            self._refuse(Kind.NOT_A_NUMBER, (row.sheet, row.line, cell.column), repr(cell.result))
        return cell.value, ABSENT

    def _refuse(self, kind: Kind, place: tuple[str, int, int], text: str) -> None:
        self.notes.add(kind, place, text)
        self.dropped_cells[kind] += 1

    def _append(self, indicator: SourceIndicator, zone: PlacedZone, year: int, cell: RawCell) -> None:
        labels = context_indicators()[indicator.number].labels
        label = labels[int(cell.value) - 1] if labels and cell.value == cell.value else ""  # NaN
        self.figures.append(
            ContextFigures(
                indicator=indicator.number,
                zone=zone,
                year=year,
                period=indicator.period,
                value=cell.value * indicator.factor,
                status=cell.status,
                marks=cell.marks,
                label=label,
                dataset=self.profile.dataset,
            )
        )


def read_context(files: Sequence[tuple[Path, Profile]], problems: Problems, progress: Progress) -> ContextReading:
    """Parse, validate and join `files`. 1 query, and 1 once for the changes between NUTS versions.

    Problems are collected; the caller decides whether they stop the load.
    """
    if not files:
        return ContextReading()
    atlas, seen = get_atlas(), set[tuple[int, str, int]]()
    figures: list[ContextFigures] = []
    sources = []
    for path, profile in files:
        run = _Pass(path, profile, atlas, Notes(path.name, problems), seen)
        sources.append(run.run(progress))
        figures += run.figures
    return ContextReading(tuple(figures), tuple(sources), atlas)
