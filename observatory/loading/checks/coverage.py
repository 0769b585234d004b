"""How many cells of each indicator, year and status a release holds."""

from typing import Any

import numpy as np

from observatory.loading.cells import Cells

STATUSES = 8


def coverage(cells: Cells) -> list[dict[str, Any]]:
    """One row an indicator and year: `cells` by number of status (see `Status`), and how many have a value."""
    key = (cells.indicator.astype(np.int64) * 4096 + cells.year) * STATUSES + cells.status
    numbers, counts = np.unique(key, return_counts=True)
    rows: dict[tuple[int, int], dict[str, int]] = {}
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        rest, status = divmod(number, STATUSES)
        rows.setdefault(divmod(rest, 4096), {})[str(status)] = count
    return [{"indicator": i, "year": year, "cells": by_status} for (i, year), by_status in sorted(rows.items())]
