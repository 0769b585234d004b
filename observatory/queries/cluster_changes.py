"""How the statistical clusters of a group changed between two years, and which tests made the difference.

Only countries that publish the group and their total in both years are compared (totals, rule 6): elsewhere a
cluster would be new or gone because a figure appeared or vanished.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from observatory.models import ClusterFigure, StarCut
from observatory.models.figure import Unjudged
from observatory.queries.arithmetic import VALUES
from observatory.stats.stars import RuleSet, StarTest


class Kind(StrEnum):
    NEW = "new"
    MORE = "more"
    FEWER = "fewer"
    GONE = "gone"


class Cause(StrEnum):
    """Why a test turned: the value moved, the cut moved, either both were needed or each was enough, or a figure
    was not published in one of the years."""

    VALUE = "value"
    CUT = "cut"
    BOTH = "both"
    UNPUBLISHED = "unpublished"


class Gap(StrEnum):
    """Why a region with a star in one year cannot be compared."""

    BORDERS = "borders"
    COUNTRY = "country"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Side:
    """A value and the cut that it met in one year; None where there was none."""

    value: float | None
    cut: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A test that was passed in one of the years only."""

    test: StarTest
    is_gate: bool
    is_gained: bool
    before: Side
    after: Side
    cause: Cause


@dataclass(frozen=True, slots=True)
class Change:
    before: ClusterFigure
    after: ClusterFigure
    stars_before: int
    stars_after: int
    kind: Kind
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Incomparable:
    """A region with a star in one year whose other year says nothing; `reason` only for `Gap.UNJUDGED`."""

    figure: ClusterFigure
    stars: int
    is_before: bool
    gap: Gap
    reason: Unjudged | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """`unchanged` counts clusters with as many stars as before, `compared` the cells judged in both years."""

    since: int
    year: int
    countries: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    incomparable: tuple[Incomparable, ...] = ()
    unchanged: int = 0
    compared: int = 0

    def count(self, kind: Kind) -> int:
        return sum(one.kind == kind for one in self.changes)


Cuts = Mapping[tuple[int, str], StarCut]
ORDER = (Kind.NEW, Kind.MORE, Kind.FEWER, Kind.GONE)


@dataclass(frozen=True, slots=True)
class Judging:
    """The rule set, its place in the star arrays, and the cuts by year and test."""

    rules: RuleSet
    place: int
    cuts: Cuts


def find_changes(
    before: Sequence[ClusterFigure],
    after: Sequence[ClusterFigure],
    judging: Judging,
    countries: Iterable[str],
    years: tuple[int, int],
) -> Changes:
    """Compare the cells of one group in two years; `countries` publish it in both. Costs no query.

    A region is the same where it was published under the same row, or where today's region is the same.
    """
    comparable = set(countries)
    pairs = _paired(before, after)
    changes, incomparable, unchanged, compared = [], [], 0, 0
    for old, new in pairs:
        was, now = _stars(old, judging), _stars(new, judging)
        if not was and not now:
            compared += was is not None and now is not None
            continue
        if gap := _gap(old, new, judging, comparable):
            incomparable.append(gap)
            continue
        compared += 1
        if was == now:
            unchanged += 1
        elif old is not None and new is not None:
            changes.append(_change(old, new, judging))
    changes.sort(key=lambda one: (ORDER.index(one.kind), -(one.after.persons_employed or 0), one.after.region.code))
    return Changes(
        years[0], years[1], tuple(sorted(comparable)), tuple(changes), tuple(incomparable), unchanged, compared
    )


Pair = tuple[ClusterFigure | None, ClusterFigure | None]


def _paired(before: Sequence[ClusterFigure], after: Sequence[ClusterFigure]) -> list[Pair]:
    rest = {one.pk: one for one in before}
    by_row = {one.region_id: one for one in before}
    by_today = {one.current_region_id: one for one in before if one.current_region_id is not None}
    pairs: list[Pair] = []
    for new in after:
        old = by_row.get(new.region_id) or by_today.get(new.current_region_id or 0)
        old = rest.pop(old.pk, None) if old else None
        pairs.append((old, new))
    return [*pairs, *((old, None) for old in rest.values())]


def _stars(figure: ClusterFigure | None, judging: Judging) -> int | None:
    stars: int | None = figure.stars[judging.place] if figure else None
    return stars


def _gap(
    old: ClusterFigure | None, new: ClusterFigure | None, judging: Judging, comparable: set[str]
) -> Incomparable | None:
    """Why the two cannot be compared; None where they can."""
    was, now = _stars(old, judging), _stars(new, judging)
    starred, stars = (new, now) if now else (old, was)
    if starred is None or stars is None:
        return None
    is_before = starred is old
    if starred.region.country_id not in comparable:
        return Incomparable(starred, stars, is_before, Gap.COUNTRY)
    other = new if is_before else old
    if other is None:
        return Incomparable(starred, stars, is_before, Gap.BORDERS)
    if _stars(other, judging) is None:
        reason = other.unjudged[judging.place]
        why = Unjudged(reason) if reason is not None else None
        return Incomparable(starred, stars, is_before, Gap.UNJUDGED, why)
    return None


def _change(old: ClusterFigure, new: ClusterFigure, judging: Judging) -> Change:
    was, now = _stars(old, judging) or 0, _stars(new, judging) or 0
    kind = (Kind.MORE if was else Kind.NEW) if now > was else (Kind.FEWER if now else Kind.GONE)
    return Change(old, new, was, now, kind, tuple(_turns(old, new, judging)))


def _turns(old: ClusterFigure, new: ClusterFigure, judging: Judging) -> Iterable[Turn]:
    for bit, test in enumerate(judging.rules.all_tests):
        did, does = (bool(one.passed[judging.place] >> bit & 1) for one in (old, new))
        if did == does:
            continue
        before, after = _side(old, test, judging.cuts), _side(new, test, judging.cuts)
        cause = cause_of(before, after, is_gained=does, is_strict=test.is_strict)
        yield Turn(test, test in judging.rules.gates, does, before, after, cause)


def _side(figure: ClusterFigure, test: StarTest, cuts: Cuts) -> Side:
    found = cuts.get((figure.year, test.code))
    cut = found.cut if found else (test.value if test.kind == "fixed" else None)
    return Side(getattr(figure, VALUES.get(test.measure, test.measure)), cut)


def cause_of(before: Side, after: Side, *, is_gained: bool, is_strict: bool = False) -> Cause:
    """Would the move of the value alone have turned the test, or the move of the cut alone?

    Exactly one of them: that is the cause. Both or neither: both.
    """
    if None in (before.value, before.cut, after.value, after.cut):
        return Cause.UNPUBLISHED
    passes = _strictly if is_strict else _at_least
    by_value = passes(after.value, before.cut) == is_gained
    by_cut = passes(before.value, after.cut) == is_gained
    if by_value == by_cut:
        return Cause.BOTH
    return Cause.VALUE if by_value else Cause.CUT


Passes = Callable[[float | None, float | None], bool]


def _at_least(value: float | None, cut: float | None) -> bool:
    return value is not None and cut is not None and value >= cut


def _strictly(value: float | None, cut: float | None) -> bool:
    return value is not None and cut is not None and value > cut
