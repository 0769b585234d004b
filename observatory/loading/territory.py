"""Region codes of a source and the rows of the registry they mean, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from observatory.loading.profiles import Profile
from portal.registry.models import Region
from portal.registry.models.region import NutsVersion

VERSIONS = tuple(NutsVersion.values)


@dataclass(frozen=True, slots=True)
class Territory:
    """Regions by NUTS version and code. `ids` is sorted; a region's rank is its place in it."""

    ids: NDArray[np.int64]
    codes: tuple[str, ...]
    versions: tuple[str, ...]
    levels: NDArray[np.int8]
    ranks: dict[tuple[str, str], int] = field(repr=False)

    def rank(self, code: str, version: str) -> int:
        """Rank of the region that `code` means in a year published in `version`, -1 when there is none.

        A code that the version does not know is looked up in the version after it: publishers change over early.
        """
        place = VERSIONS.index(version)
        candidates = ((v, code) for v in VERSIONS[place : place + 2])
        return next((self.ranks[c] for c in candidates if c in self.ranks), -1)

    def level_of(self, code: str) -> int | None:
        """NUTS level of a code in whatever version has it; None for a code of no version."""
        rank = next((self.ranks[v, code] for v in VERSIONS if (v, code) in self.ranks), None)
        return None if rank is None else int(self.levels[rank])

    def ranks_by_year(self, code: str, profile: Profile, years: Sequence[int]) -> NDArray[np.int32]:
        """Rank per year, -1 where the code is no region of that year's version or the year is in no period."""
        versions = (profile.nuts_version(year) for year in years)
        return np.array([self.rank(code, version) if version else -1 for version in versions], np.int32)


def get_territory() -> Territory:
    """Every region of the registry. One SQL query."""
    rows = list(Region.objects.order_by("pk").values_list("pk", "version", "code", "level"))
    return Territory(
        ids=np.array([row[0] for row in rows], np.int64),
        codes=tuple(row[2] for row in rows),
        versions=tuple(row[1] for row in rows),
        levels=np.array([row[3] for row in rows], np.int8),
        ranks={(row[1], row[2]): rank for rank, row in enumerate(rows)},
    )
