"""Cells as rows of `Observation`: whole columns by COPY."""

import numpy as np

from observatory.loading.reading import Progress, Reading
from observatory.models import Observation
from portal.core.copying import Column, copy_rows


def write_observations(release_id: int, reading: Reading, progress: Progress) -> None:
    """Write all cells under `release_id` in the order of their key. Must run inside the load's transaction."""
    cells, total = reading.cells, len(reading.cells)
    columns = [
        Column("release_id", "int8", np.broadcast_to(release_id, total)),
        Column("indicator", "int2", cells.indicator),
        Column("region_id", "int8", reading.territory.ids[cells.region]),
        Column("industry_id", "text", np.array(reading.industries, dtype=bytes)[cells.industry]),
        Column("year", "int2", cells.year),
        Column("value", "float8", cells.value),
        Column("status", "int2", cells.status),
        Column("marks", "int2", cells.marks),
    ]
    copy_rows(Observation, columns, lambda rows: progress("writing", rows, total))
