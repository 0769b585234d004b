"""The check of the region sets when the reference data are loaded: every code they name must be a region."""

from portal.registry.loading.records import LoadRefused
from portal.registry.memory import forget
from portal.registry.region_sets import region_sets, unknown_codes


def check_region_sets() -> str:
    """Nothing is stored. Raises LoadRefused with every code that the set's NUTS version does not have."""
    forget()
    problems = [f"{one.code}.toml: {code} is no region of NUTS {one.version}."
                for one in region_sets() for code in unknown_codes(one)]  # fmt: skip
    if problems:
        raise LoadRefused(problems)
    return f"{len(region_sets())} sets of regions"
