"""SDMX-CSV 2.0: one row a figure, in a zip with a file a scheme.

Format: the field guide of the SDMX technical working group. STRUCTURE and STRUCTURE_ID name the data flow, ACTION is I
(information); then dimensions, the value and its attributes. Codes of OBS_STATUS and CONF_STATUS are those of the
cross-domain lists: Q is a figure that is suppressed, C a confidential one.
"""

import zipfile
from typing import BinaryIO

from django.db import connection

from observatory.exporting.measures import MEASURES, PERSONS
from observatory.exporting.tidy import LEVEL, zip_entry
from observatory.loading.reading import Progress
from observatory.models import Mark, Release, Status
from portal.core.copying_out import copy_csv
from portal.registry.models import Scheme

AGENCY, VERSION = "EUCP", "1.0"
COLUMNS = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *("FREQ", "REF_AREA", "NUTS_VERSION", "ACTIVITY", "MEASURE", "BASE", "TIME_PERIOD"),
    *("OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE"),
)
NO_BASE = "_Z"  # not applicable: the figure does not depend on the reference area
STATUSES = {
    Status.PROVISIONAL: "P",
    Status.ESTIMATED: "E",
    Status.LOW_RELIABILITY: "U",
    Status.NOT_AVAILABLE: "O",
    Status.CONFIDENTIAL: "Q",
}

# One row a measure of each cell; figures that depend on no reference area are taken once. A cell without persons
# employed keeps that row, for its status; other measures without a figure have none.
STATEMENT = """
SELECT 'dataflow', %(flow)s, 'I', 'A', region.code, region.version, industry.code, measure.code, measure.base,
       cell.year, measure.value,
       CASE {statuses} WHEN cell.marks & {break_} > 0 THEN 'B' WHEN cell.marks & {differs} > 0 THEN 'D'
            WHEN measure.value IS NULL THEN 'O' ELSE 'A' END,
       CASE cell.status WHEN {confidential} THEN 'C' ELSE 'F' END,
       measure.unit
FROM observatory_clusterfigure AS cell
JOIN registry_industrygroup AS industry ON industry.id = cell.group_id AND industry.scheme_id = %(scheme)s
JOIN registry_region AS region ON region.id = cell.region_id
CROSS JOIN LATERAL (VALUES {measures}) AS measure (place, code, base, unit, is_relative, value)
WHERE cell.release_id = %(release)s AND NOT cell.is_union
  AND (measure.is_relative OR cell.area = 'eu27')
  AND (measure.value IS NOT NULL OR measure.code = '{persons}')
ORDER BY region.code, region.version, industry.position, measure.place, measure.base, cell.year
"""


def write_sdmx(release: Release, stream: BinaryIO, progress: Progress) -> None:
    schemes = list(Scheme.objects.values_list("code", flat=True))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for number, scheme in enumerate(schemes):
            progress("SDMX-CSV", number, len(schemes))
            with package.open(zip_entry(f"{scheme}.csv"), "w", force_zip64=True) as entry:
                copy_csv(statement(release, scheme), COLUMNS, entry)
        progress("SDMX-CSV", len(schemes), len(schemes))


def flow_of(scheme: str) -> str:
    """`EUCP:CLUSTERS_NACE(1.0)`"""
    return f"{AGENCY}:CLUSTERS_{scheme.upper().replace('-', '_')}({VERSION})"


def statement(release: Release, scheme: str) -> str:
    text = STATEMENT.format(
        statuses=" ".join(f"WHEN cell.status = {int(status)} THEN '{code}'" for status, code in STATUSES.items()),
        break_=int(Mark.BREAK),
        differs=int(Mark.DEFINITION_DIFFERS),
        confidential=int(Status.CONFIDENTIAL),
        measures=", ".join(_value(place) for place in range(len(MEASURES))),
        persons=PERSONS.code,
    )
    values = {"flow": flow_of(scheme), "scheme": scheme, "release": release.pk}
    values |= {f"unit_{place}": measure.unit_code for place, measure in enumerate(MEASURES)}
    with connection.cursor() as cursor:
        quoted: bytes = cursor.mogrify(text, values)
    return quoted.decode()


def _value(place: int) -> str:
    measure = MEASURES[place]
    base = "upper(cell.area)" if measure.is_relative else f"'{NO_BASE}'"
    relative = "TRUE" if measure.is_relative else "FALSE"
    return f"({place}, '{measure.code}', {base}, %(unit_{place})s, {relative}, cell.{measure.field})"
