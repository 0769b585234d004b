"""Release checks: what the figures say about each other before anybody publishes them."""

from typing import Any

from observatory.loading.checks.coverage import coverage
from observatory.loading.checks.exchanged import check_exchanged
from observatory.loading.checks.grid import Grid
from observatory.loading.checks.published import check_growth, check_manufacturing_share
from observatory.loading.checks.series import check_gaps, check_jumps
from observatory.loading.checks.sums import (
    check_divisions,
    check_national,
    check_regions,
    check_twice,
    check_versions,
)
from observatory.loading.reading import Reading

CHECKS = (
    check_growth,
    check_manufacturing_share,
    check_divisions,
    check_regions,
    check_national,
    check_twice,
    check_versions,
    check_gaps,
    check_jumps,
    check_exchanged,
)


def check_reading(reading: Reading) -> dict[str, Any]:
    """The release's report as JSON: findings, coverage, and what was dropped because of problems."""
    grid = Grid(reading)
    return {
        "checks": [check(grid).as_json() for check in CHECKS],
        "coverage": coverage(reading.cells),
        "problems": [str(problem) for problem in reading.problems.listed],
        "problem_counts": {str(kind): count for kind, count in reading.problems.counts.items()},
    }
