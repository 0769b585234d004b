"""From a region of one NUTS version to the regions of another, exactly or not at all.

Pure: built from the rows of the table of changes and the codes of each version. Figures move to another code only
where the territory is the same: a recode, or a set of regions that together became a set of regions and nothing else.
Where a region was split or its border shifted, the old code keeps its figures and the new one says so.

A country without regions in the newest version (the United Kingdom) ends with the last version that has it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

VERSIONS = ("2006", "2010", "2013", "2016", "2021", "2024")
DEEPEST_LEVEL = 2  # changes are kept for NUTS 1 and 2


class Kind(StrEnum):
    """How a region of one version stands to another version."""

    SAME = "same"
    RECODED = "recoded"
    UNION_MEMBER = "union-member"  # a part of one later region
    UNION = "union"  # the exact sum of several
    SPLIT = "split"
    BOUNDARY_SHIFT = "boundary-shift"
    GONE = "gone"


# Kinds under which a figure may be shown for another code without being changed.
EXACT = frozenset({Kind.SAME, Kind.RECODED})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    from_version: str
    to_version: str
    old_code: str
    new_code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of `code`: `codes` are the regions of the target version that hold its territory."""

    kind: Kind
    codes: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.kind in EXACT


@dataclass(frozen=True, slots=True)
class Sources:
    """Published regions that make up a region exactly (same, recoded, union), or that share its territory.

    `parts` are their NUTS 2 regions, for sums where the whole is not published.
    """

    kind: Kind
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.kind in EXACT or self.kind == Kind.UNION

    def members(self, level: int) -> tuple[str, ...]:
        """Regions whose figures add up to those of the region, which is of `level`; none where it is no sum.

        One NUTS 1 code may stand for all its NUTS 2 regions: DE4 for DE41 and DE42, which were merged into DE40.
        """
        if self.kind == Kind.UNION:
            return self.codes
        stands_for_several = len(self.parts) > 1 and any(len(code) - 2 < level for code in self.codes)
        return self.parts if self.is_exact and stands_for_several else ()


class Conversions:
    """Answers about the changes of NUTS 0 to 2. Codes of level 3 are answered only where they did not change."""

    def __init__(self, rows: Iterable[ChangeRow], codes: Mapping[str, frozenset[str]]):
        """`codes`: by version, the codes of levels 0 to 2."""
        self._codes = codes
        self._news: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._olds: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._leaking: set[tuple[str, str]] = set()
        for row in rows:
            self._news[row.from_version, row.old_code].add(row.new_code)
            self._olds[row.to_version, row.new_code].add(row.old_code)
        self._mark_leaks(rows)

    def _mark_leaks(self, rows: Iterable[ChangeRow]) -> None:
        """A border that shifted between exactly one old and one new region leaks to a neighbour we do not know."""
        for row in rows:
            heirs, parents = self._news[row.from_version, row.old_code], self._olds[row.to_version, row.new_code]
            if row.kind == Kind.BOUNDARY_SHIFT and len(heirs) == len(parents) == 1:
                self._leaking.add((row.to_version, row.new_code))

    def newest(self, code: str) -> str:
        """The version in force for the code's country: the newest in which the country stands."""
        country = code[:2]
        return next((v for v in reversed(VERSIONS) if country in self._codes.get(v, ())), VERSIONS[-1])

    def versions_of(self, code: str) -> tuple[str, ...]:
        """Versions that have the code, the newest first."""
        return tuple(version for version in reversed(VERSIONS) if self._stands(code, version))

    def to_current(self, code: str, version: str) -> Conversion:
        """What became of a region of `version` in the version in force for its country."""
        return self.to_version(code, version, self.newest(code))

    def to_version(self, code: str, version: str, target: str) -> Conversion:
        """What became of a region of `version` in the later (or what it was in the earlier) version `target`."""
        if VERSIONS.index(target) < VERSIONS.index(version):
            sources = self.sources_of(code, target, version)
            return Conversion(sources.kind, sources.codes)
        heirs = {code}
        for old, new in self._steps(version, target):
            heirs = {heir for one in heirs for heir in self._forward(one, old, new)}
        return Conversion(self._kind_forward(code, version, target, heirs), tuple(sorted(heirs)))

    def sources_of(self, code: str, version: str, target: str = "") -> Sources:
        """Regions of `version` that make up the region `code` of `target` (the version in force if not given)."""
        target = target or self.newest(code)
        exact = self._exact(frozenset({code}), version, target)
        if exact is None:
            return Sources(*self._shared(code, version, target))
        parts = {part for one in exact for part in self._children(one, version)}
        kind = Kind.SAME if exact == {code} else Kind.RECODED if len(exact) == 1 else Kind.UNION
        return Sources(kind, tuple(sorted(exact)), tuple(sorted(parts)))

    @staticmethod
    def _steps(version: str, target: str) -> list[tuple[str, str]]:
        span = VERSIONS[VERSIONS.index(version) : VERSIONS.index(target) + 1]
        return list(itertools.pairwise(span))

    def _forward(self, code: str, old: str, new: str) -> set[str]:
        if (old, code) in self._news:
            return self._news[old, code]
        return {code} if self._stands(code, new) else set()

    def _stands(self, code: str, version: str) -> bool:
        return code in self._codes.get(version, ())

    def _kind_forward(self, code: str, version: str, target: str, heirs: set[str]) -> Kind:
        if not heirs:
            return Kind.GONE
        back = [self._exact(frozenset({heir}), version, target) for heir in heirs]
        if len(heirs) == 1:
            (heir,), (sources,) = heirs, back
            if sources is None:
                return Kind.BOUNDARY_SHIFT
            if sources == {code}:
                return Kind.SAME if heir == code else Kind.RECODED
            return Kind.UNION_MEMBER
        return Kind.SPLIT if self._exact(frozenset(heirs), version, target) == {code} else Kind.BOUNDARY_SHIFT

    def _exact(self, news: frozenset[str], version: str, target: str) -> frozenset[str] | None:
        """Regions of the earlier `version` that together are exactly the regions `news` of `target`, if any are."""
        for old, new in reversed(self._steps(version, target)):
            olds = self._step_back(news, old, new)
            if olds is None:
                return None
            news = olds
        return self._simplest(news, version)

    def _step_back(self, news: frozenset[str], old: str, new: str) -> frozenset[str] | None:
        direct = self._closed(news, old, new)
        if direct is not None:
            return direct
        parts = frozenset(part for code in news for part in self._children(code, new))
        return self._closed(parts, old, new) if parts and parts != news else None

    def _closed(self, news: frozenset[str], old: str, new: str) -> frozenset[str] | None:
        """Predecessors of `news`, if all their heirs are among `news`."""
        olds: set[str] = set()
        for code in news:
            found = self._predecessors(code, old, new)
            if not found or (new, code) in self._leaking:
                return None
            olds |= found
        heirs = {heir for code in olds for heir in self._forward(code, old, new)}
        return frozenset(olds) if heirs <= news else None

    def _predecessors(self, code: str, old: str, new: str) -> set[str]:
        if (new, code) in self._olds:
            return self._olds[new, code]
        return {code} if self._stands(code, old) and (old, code) not in self._news else set()

    def _children(self, code: str, version: str) -> set[str]:
        """NUTS 2 regions of a country or NUTS 1 region, without extra-regio."""
        if len(code) - 2 >= DEEPEST_LEVEL:
            return {code}
        found = (one for one in self._codes.get(version, ()) if one.startswith(code) and len(one) == DEEPEST_LEVEL + 2)
        return {one for one in found if not one.endswith("ZZ")}

    def _simplest(self, codes: frozenset[str], version: str) -> frozenset[str]:
        """One NUTS 1 code instead of all its NUTS 2 regions."""
        if len(codes) < 2:
            return codes
        parents = {code[:-1] for code in codes}
        if len(parents) == 1 and all(len(code) == DEEPEST_LEVEL + 2 for code in codes):
            (parent,) = parents
            if self._stands(parent, version) and self._children(parent, version) == codes:
                return frozenset(parents)
        return codes

    def _shared(self, code: str, version: str, target: str) -> tuple[Kind, tuple[str, ...]]:
        """Regions of the earlier version that share the territory of `code`, for want of exact ones."""
        olds = {code}
        for old, new in reversed(self._steps(version, target)):
            olds = {found for one in olds for found in self._predecessors(one, old, new)}
        if not olds:
            return Kind.GONE, ()
        is_split = len(olds) == 1 and self.to_version(next(iter(olds)), version, target).kind == Kind.SPLIT
        return (Kind.SPLIT if is_split else Kind.BOUNDARY_SHIFT), tuple(sorted(olds))
