"""How specialised and how varied a place is, each measure in a sentence and among all places of its level."""

from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext, ngettext

from observatory.charts.strips import Strip, strip_svg, strips_document
from observatory.models import RegionStructure
from observatory.models.figure import Area
from observatory.presenters.profile.actions import profile_actions
from observatory.presenters.profile.structure_measures import MEASURES, StructureMeasure
from observatory.presenters.words import area_name, region_name, source_line
from observatory.queries.region import Profile
from portal.core.formatting import named, number, share
from portal.core.page import Cell, Column, FigureActions, Table
from portal.registry.models import Country

FORMATS = ("svg", "png", "csv", "xlsx", "json")
FEWEST_TO_PLACE = 5
HALF = 0.5
NUTS2 = 2


@dataclass(frozen=True, slots=True)
class Placing:
    """A place among all with a figure."""

    rank: int | None
    of: int | None
    median: float | None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: its value, what it means, its place and the strip with the words under it."""

    id: str
    title: str
    value: str
    unit: str
    sentence: str
    place: str
    strip: str
    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class StructureSection:
    title: str
    summary: str
    rows: tuple[MeasureRow, ...]
    missing: tuple[str, ...]
    table: Table | None
    actions: FigureActions
    source: str
    empty: str
    own_label: str
    tick_label: str
    id: str = "structure"


def present_structure(profile: Profile, path: str) -> StructureSection:
    own = profile.structure
    strips = _strips(profile)
    title = _title(profile)
    return StructureSection(
        title=title,
        summary=_summary(profile) if own else "",
        rows=tuple(_row(profile, measure, strip) for measure, strip in strips),
        missing=tuple(_missing(profile)),
        table=_table(profile) if strips else None,
        actions=profile_actions(profile, path, title, FORMATS if strips else (), "structure"),
        source=source_line(profile.release, profile.year),
        own_label=region_name(profile.place.region),
        tick_label=gettext("one country") if profile.place.region.level == 0 else gettext("one region"),
        empty="" if strips else gettext("No measure of structure in this year: too little is published."),
    )


def structure_document(profile: Profile) -> str:
    """All strips as one SVG; empty where there is none."""
    strips = [strip for _measure, strip in _strips(profile)]
    if not strips:
        return ""
    notes = (source_line(profile.release, profile.year),)
    return strips_document(_title(profile), _summary(profile), strips, notes)


def _title(profile: Profile) -> str:
    own, name = profile.structure, region_name(profile.place.region)
    others = _others(profile, "krugman")
    if own is None or own.krugman is None or len(others) < FEWEST_TO_PLACE:
        return named(name, gettext("structure of its economy"))
    below = sum(value < own.krugman for value in others) / (len(others) - 1)
    values = {"name": name, "share": share(max(below, 1 - below), 0), "others": _others_words(own.region.level)}
    if below < HALF:
        return gettext("%(name)s: less specialised than %(share)s of the %(others)s") % values
    return gettext("%(name)s: more specialised than %(share)s of the %(others)s") % values


def _others_words(level: int) -> str:
    if level == 0:
        return gettext("other countries")
    return gettext("other regions") if level == NUTS2 else gettext("other NUTS 1 regions")


def _summary(profile: Profile) -> str:
    """How much of the vector was published."""
    own = profile.structure
    if own is None:
        return ""
    values = {"year": profile.year, "count": own.divisions_published, "share": share(own.published_share, 0)}
    return gettext("%(count)s divisions published in %(year)s, %(share)s of the persons employed. The indices run "
                   "over the divisions published here, shares renormalised to them.") % values  # fmt: skip


def _others(profile: Profile, field: str) -> list[float]:
    """Values of all places of the level inside the reference area, the own one among them."""
    own = profile.structure
    if own is None:
        return []
    rows = [one for one in profile.field.structures_like(own) if _is_inside(one, profile.selection.area)]
    rows += [own] if own.pk not in {one.pk for one in rows} else []
    return [value for one in rows if (value := getattr(one, field)) is not None]


def _is_inside(one: RegionStructure, area: str) -> bool:
    return not one.is_union and (area != Area.EU27 or one.region.country.membership == Country.Membership.EU27)


def places_of(profile: Profile, field: str) -> Placing:
    """Rank (the highest first), among how many, and their median; empty where the place has no figure."""
    own = profile.structure
    value = getattr(own, field) if own else None
    values = _others(profile, field)
    if value is None:
        return Placing(None, None, None)
    return Placing(1 + sum(one > value for one in values), len(values), median(values))


def _strips(profile: Profile) -> list[tuple[StructureMeasure, Strip]]:
    own = profile.structure
    return [
        (measure, _strip(profile, measure, own))
        for measure in MEASURES
        if own is not None and getattr(own, measure.field) is not None
    ]


def _strip(profile: Profile, measure: StructureMeasure, own: RegionStructure) -> Strip:
    values = tuple(_others(profile, measure.field))
    value, middle = getattr(own, measure.field), median(values)
    texts = [number(one, measure.digits) for one in (value, min(values), middle, max(values))]
    title = str(measure.title)
    return Strip(
        name=gettext("%(title)s: %(value)s, %(place)s, median %(median)s")
        % {"title": title, "value": texts[0], "place": _place(values, value), "median": texts[2]},
        title=title,
        values=values,
        median=middle,
        subject=value,
        subject_text=f"{texts[0]} ({measure.unit})",
        low_text=gettext("lowest %(value)s") % {"value": texts[1]},
        median_text=gettext("median %(value)s") % {"value": texts[2]},
        high_text=gettext("highest %(value)s") % {"value": texts[3]},
    )


def _place(values: tuple[float, ...], value: float) -> str:
    """Place among all with a figure, the highest first."""
    words = {"rank": number(1 + sum(one > value for one in values)), "of": number(len(values))}
    return gettext("rank %(rank)s of %(of)s, the highest first") % words


def _row(profile: Profile, measure: StructureMeasure, strip: Strip) -> MeasureRow:
    own = profile.structure
    return MeasureRow(
        id=measure.field.replace("_", "-"),
        title=strip.title,
        value=number(strip.subject, measure.digits),
        unit=str(measure.unit),
        sentence=measure.says(own, area_name(profile.selection.area)) if own else "",
        place=_place(strip.values, strip.subject),
        strip=strip_svg(strip),
        low=strip.low_text,
        middle=strip.median_text,
        high=strip.high_text,
    )


def _missing(profile: Profile) -> list[str]:
    """Measures without a figure, and why."""
    own = profile.structure
    if own is None:
        return []
    titles = [str(measure.title) for measure in MEASURES if getattr(own, measure.field) is None]
    if not titles:
        return []
    count = own.divisions_published
    why = ngettext("only %(count)s division is published here, and the measure needs them all",
                   "only %(count)s divisions are published here, and the measure needs them all", count)  # fmt: skip
    return [f"{named(', '.join(titles), why % {'count': count})}."]


def _table(profile: Profile) -> Table:
    columns = (
        Column("measure", gettext("Measure")),
        Column("value", gettext("Value"), is_numeric=True),
        Column("unit", gettext("Unit")),
        Column("rank", gettext("Rank, the highest first"), is_numeric=True),
        Column("of", gettext("Among"), is_numeric=True),
        Column("median", gettext("Median"), is_numeric=True),
    )
    rows = tuple(_table_row(measure, strip) for measure, strip in _strips(profile))
    return Table(gettext("Structure, %(year)s") % {"year": profile.year}, columns, rows)


def _table_row(measure: StructureMeasure, strip: Strip) -> tuple[Cell, ...]:
    rank = 1 + sum(one > strip.subject for one in strip.values)
    texts = (number(strip.subject, measure.digits), str(measure.unit), number(rank), number(len(strip.values)))
    return (Cell(strip.title), *(Cell(text) for text in texts), Cell(number(strip.median, measure.digits)))
