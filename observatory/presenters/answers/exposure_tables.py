"""Tables of exposure: regions that are hit, those that are unknown, and the file of both."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from observatory.downloads import notes_of
from observatory.exporting.words import STATUS_WORDS
from observatory.models import Status
from observatory.presenters.addresses import address_of_cell, region_address
from observatory.presenters.answers.exposing import ExposureSelection
from observatory.presenters.answers.lens import ordered
from observatory.presenters.words import SHOWN_MARKS, region_name
from observatory.queries.exposure import Exposed, Exposure
from portal.core.formatting import number, share
from portal.core.page import Cell, Column, Dataset, Table

MOST_ROWS = 60


def hit_table(exposure: Exposure, chosen: ExposureSelection, rows: list[Exposed], title: str) -> Table:
    columns = [
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("persons", gettext("Persons employed"), _in_what(exposure), is_numeric=True),
        Column("focus", gettext("Focus"), gettext("of the region's persons employed"), is_numeric=True),
        Column("fall", gettext("Fewer"), gettext("persons employed"), is_numeric=True),
        Column("share", gettext("Fewer"), gettext("of the region's persons employed"), is_numeric=True),
        Column("exposure", gettext("Exposure"), gettext("fall × focus × persons"), is_numeric=True),
    ]
    empty = gettext("No region has a figure for this choice.")
    body = tuple(_row(one, exposure, chosen) for one in rows[:MOST_ROWS])
    return Table(
        gettext("Regions, the hardest hit first, %(year)s") % {"year": chosen.year}, tuple(columns), body, empty
    )


def _in_what(exposure: Exposure) -> str:
    return gettext("in all these industries") if exposure.related else gettext("in the industry")


def _row(one: Exposed, exposure: Exposure, chosen: ExposureSelection) -> tuple[Cell, ...]:
    fall = chosen.fall
    name = f"{region_name(one.region)} ({one.region.code})"
    note = "; ".join(_remarks(one))
    return (
        Cell(name, address_of_cell(one.region, exposure.group, chosen), note),
        Cell(one.region.country.local_name),
        Cell(number(one.persons), note=_missing(one)),
        Cell(share(one.focus)),
        Cell(number(fall * (one.persons or 0.0))),
        Cell(share(fall * (one.focus or 0.0), 2)),
        Cell(number(fall * (one.exposure or 0.0), 0)),
    )


def _remarks(one: Exposed) -> Iterator[str]:
    if one.status != Status.FINAL:
        yield str(Status(one.status).label)
    yield from (str(mark.label) for mark in SHOWN_MARKS if one.marks & mark)


def _missing(one: Exposed) -> str:
    if not one.missing:
        return ""
    text = ngettext(
        "at least: %(count)s related industry is not published here",
        "at least: %(count)s related industries are not published here",
        one.missing,
    )
    return text % {"count": number(one.missing)}


def hit_note(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    values = {"shown": number(MOST_ROWS), "count": number(count)}
    return gettext("The first %(shown)s of %(count)s regions; the downloads have all.") % values


def unknown_table(exposure: Exposure, chosen: ExposureSelection) -> Table:
    caption = gettext("Regions that are unknown, %(year)s") % {"year": chosen.year}
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("why", gettext("Why")),
    )
    rows = tuple(
        (
            Cell(f"{region_name(one.region)} ({one.region.code})", region_address(one.region.code, chosen)),
            Cell(one.region.country.local_name),
            Cell(_why(one)),
        )
        for one in exposure.unknown
    )
    return Table(caption, columns, rows, gettext("Every region of which the source speaks has a figure."))


def _why(one: Exposed) -> str:
    if one.is_confidential:
        return gettext("confidential: it could tell what single firms report")
    if one.persons is None:
        return gettext("not published")
    return gettext("the region has no total in this year")


COLUMNS = (
    "region", "region_current", "region_name", "scheme", "group", "related_groups", "area", "year", "drop_percent",
    "persons_employed", "focus", "fewer_persons", "fewer_share", "exposure", "groups_missing", "status", "release",
)  # fmt: skip


def exposure_dataset(exposure: Exposure, chosen: ExposureSelection, name: str) -> Dataset:
    """Every region, those without a figure last; `status` says which of them are confidential."""
    rows = (
        (one.published.code, one.region.code, one.region.name_latin, exposure.group.scheme_id, exposure.group.code,
         " ".join(pair.other.code for pair in exposure.related), chosen.area, chosen.year, int(chosen.drop),
         one.persons, one.focus, *_falls(one, chosen.fall), one.missing, STATUS_WORDS[one.status],
         exposure.release.code)
        for one in (*ordered(exposure, chosen), *exposure.unknown)
    )  # fmt: skip
    return Dataset(name, COLUMNS, rows, notes_of(exposure.release))


def _falls(one: Exposed, fall: float) -> tuple[float | None, ...]:
    return tuple(None if value is None else fall * value for value in (one.persons, one.focus, one.exposure))
