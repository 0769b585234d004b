"""Exposure: if an industry shrinks by so much, where does it hurt? Arithmetic on the figures of a year."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.downloads import notes_of
from observatory.exporting.words import STATUS_WORDS
from observatory.maps import choropleth
from observatory.maps.spec import MapSpec
from observatory.models import Status
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import address_of_cell, group_address, region_address
from observatory.presenters.answers.exposing import EXPOSURE, FOCUS, PERSONS, ExposureSelection
from observatory.presenters.answers.value_map import ValueMap, classes_of, value_map
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.trail import trail
from observatory.presenters.words import group_name, persons, region_name, source_line
from observatory.queries.exposure import Exposed, Exposure
from observatory.queries.outlines import MapGround
from observatory.queries.questions import Valued, countries_of
from portal.core.formatting import number, share
from portal.core.page import Cell, Column, Dataset, FigureActions, KeyFact, Link, PageMeta, Table

MAP_FORMATS = ("svg", "png", "csv", "xlsx", "json")
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Lens:
    """What regions are ordered and coloured by; `value` of a region under a fall (a share, 0.2 is 20 %)."""

    value: Callable[[Exposed, float], float]
    text: Callable[[float | None], str]
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class ExposurePage:
    page: PageMeta
    facts: tuple[KeyFact, ...]
    map: MapFigure | None
    table: Table
    note: str
    arithmetic: tuple[str, ...]
    unknown: Table
    related: tuple[Link, ...]
    links: tuple[Link, ...]
    source: str
    actions: FigureActions


def lens_of(chosen: ExposureSelection) -> Lens:
    lenses = {
        EXPOSURE: Lens(
            lambda one, fall: fall * (one.exposure or 0.0),
            lambda value: number(value, 0 if (value or 0) >= 10 else 1),
            gettext("Exposure"),
            gettext("fall × focus × persons employed"),
        ),
        PERSONS: Lens(
            lambda one, fall: fall * (one.persons or 0.0),
            number,
            gettext("Persons employed that fall away"),
            gettext("persons employed"),
        ),
        FOCUS: Lens(
            lambda one, fall: fall * (one.focus or 0.0),
            lambda value: share(value, 2),
            gettext("Share of the region that falls away"),
            gettext("of the region's persons employed"),
        ),
    }
    return lenses[chosen.by]


def ordered(exposure: Exposure, chosen: ExposureSelection) -> list[Exposed]:
    """The hardest hit first, by what was chosen."""
    lens = lens_of(chosen)
    return sorted(exposure.rows, key=lambda one: (-lens.value(one, chosen.fall), one.region.code))


def present_exposure(exposure: Exposure, chosen: ExposureSelection, ground: MapGround, path: str) -> ExposurePage:
    rows = ordered(exposure, chosen)
    title = exposure_title(exposure, chosen)
    actions = _actions(exposure, chosen, path, ("csv", "xlsx", "json"))
    return ExposurePage(
        page=_meta(exposure, chosen, path),
        facts=_facts(exposure, chosen),
        map=_map(exposure, chosen, ground, path) if rows and ground.shapes else None,
        table=_table(exposure, chosen, rows, title),
        note=_note(len(rows)),
        arithmetic=_arithmetic(exposure, chosen),
        unknown=_unknown(exposure, chosen),
        related=tuple(_related_link(exposure, chosen, place) for place in range(len(exposure.related))),
        links=_links(exposure, chosen),
        source=source_line(exposure.release, chosen.year),
        actions=actions if rows else FigureActions(),
    )


def exposure_title(exposure: Exposure, chosen: ExposureSelection) -> str:
    values = {"group": group_name(exposure.group), "drop": share(chosen.fall, 0), "year": chosen.year}
    if exposure.related:
        values["count"] = number(len(exposure.related))
        return gettext("If it shrank by %(drop)s with %(count)s related industries, %(year)s: %(group)s") % values
    return gettext("If it shrank by %(drop)s, %(year)s: %(group)s") % values


def exposure_lead(exposure: Exposure, chosen: ExposureSelection) -> str:
    rows = ordered(exposure, chosen)
    if not rows:
        return gettext("No region has a figure for this choice. Choose another year or industry group.")
    first = rows[0]
    values = {
        "fall": persons(chosen.fall * exposure.persons),
        "regions": number(len(rows)),
        "place": f"{region_name(first.region)} ({first.region.country.local_name})",
        "persons": persons(chosen.fall * (first.persons or 0.0)),
        "share": share(chosen.fall * (first.focus or 0.0)),
        "unknown": number(len(exposure.unknown)),
    }
    pattern = ngettext(
        "%(fall)s fewer in %(regions)s regions with a figure; hardest hit: %(place)s – %(persons)s, %(share)s of all "
        "in the region; %(unknown)s region is unknown.",
        "%(fall)s fewer in %(regions)s regions with a figure; hardest hit: %(place)s – %(persons)s, %(share)s of all "
        "in the region; %(unknown)s regions are unknown.",
        len(exposure.unknown),
    )
    return pattern % values


def _meta(exposure: Exposure, chosen: ExposureSelection, path: str) -> PageMeta:
    lead = exposure_lead(exposure, chosen)
    return PageMeta(
        title=exposure_title(exposure, chosen),
        description=lead,
        lead=lead,
        canonical_path=chosen.address(path, release=""),
        breadcrumbs=trail(
            Link(gettext("Questions"), reverse("observatory:questions")), Link(gettext("Exposure"), path)
        ),
        is_indexable=not chosen.release,
        section="observatory",
    )


def _facts(exposure: Exposure, chosen: ExposureSelection) -> tuple[KeyFact, ...]:
    """The whole, the region with most persons employed, and the one that depends most."""
    if not exposure.rows:
        return ()
    year = str(chosen.year)
    most = max(exposure.rows, key=lambda one: one.persons or 0.0)
    dependent = max(exposure.rows, key=lambda one: one.focus or 0.0)
    unit = gettext("persons employed")
    return (
        KeyFact(gettext("In all"), number(chosen.fall * exposure.persons), unit, year),
        KeyFact(
            gettext("Most persons"), number(chosen.fall * (most.persons or 0)), unit, year, region_name(most.region)
        ),
        KeyFact(
            gettext("Largest share"),
            share(chosen.fall * (dependent.focus or 0)),
            gettext("of the region's persons employed"),
            year,
            region_name(dependent.region),
        ),
    )


def exposure_map(exposure: Exposure, chosen: ExposureSelection, ground: MapGround) -> MapSpec:
    lens = lens_of(chosen)
    known = [Valued(one.published, lens.value(one, chosen.fall)) for one in exposure.rows]
    unknown = [Valued(one.published, None, one.is_confidential) for one in exposure.unknown]
    drawn = ValueMap(
        title=f"{exposure_title(exposure, chosen)} – {lens.label}",
        summary=exposure_lead(exposure, chosen),
        rows=(*known, *unknown),
        classes=classes_of([one.value for one in known]),
        format=lens.text,
        legend=f"{lens.label}, {lens.unit}",
        unit=lens.unit,
        countries=countries_of(chosen.area),
    )
    return value_map(drawn, ground)


def _map(exposure: Exposure, chosen: ExposureSelection, ground: MapGround, path: str) -> MapFigure:
    spec = exposure_map(exposure, chosen, ground)
    return MapFigure(
        title=gettext("%(measure)s, %(year)s") % {"measure": lens_of(chosen).label, "year": chosen.year},
        summary="",
        svg=choropleth.picture(spec, "map"),
        legend=spec.legend,
        actions=_actions(exposure, chosen, path, MAP_FORMATS),
        source=source_line(exposure.release, chosen.year, is_map=True),
        is_demonstration=exposure.release.is_demonstration,
    )


def _actions(exposure: Exposure, chosen: ExposureSelection, path: str, formats: tuple[str, ...]) -> FigureActions:
    cell = f"{chosen.scheme} {chosen.group} {chosen.year}"
    return figure_actions(
        path, exposure.release, chosen, title=exposure_title(exposure, chosen), formats=formats, cell=cell
    )


def _table(exposure: Exposure, chosen: ExposureSelection, rows: list[Exposed], title: str) -> Table:
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
    note = "" if one.status == Status.FINAL else str(Status(one.status).label)
    return (
        Cell(name, address_of_cell(one.region, exposure.group, chosen), note),
        Cell(one.region.country.local_name),
        Cell(number(one.persons), note=_missing(one)),
        Cell(share(one.focus)),
        Cell(number(fall * (one.persons or 0.0))),
        Cell(share(fall * (one.focus or 0.0), 2)),
        Cell(number(fall * (one.exposure or 0.0), 0)),
    )


def _missing(one: Exposed) -> str:
    if not one.missing:
        return ""
    text = ngettext(
        "at least: %(count)s related industry is not published here",
        "at least: %(count)s related industries are not published here",
        one.missing,
    )
    return text % {"count": number(one.missing)}


def _note(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    values = {"shown": number(MOST_ROWS), "count": number(count)}
    return gettext("The first %(shown)s of %(count)s regions; the downloads have all.") % values


def _arithmetic(exposure: Exposure, chosen: ExposureSelection) -> tuple[str, ...]:
    """How the figures come about, worked out on the first region."""
    general = gettext(
        "Arithmetic on the figures of one year, not a forecast: every region loses the same share of the industry. "
        "Exposure multiplies the persons employed that fall away by the focus, so it is high where many work in the "
        "industry and the region depends on it. Persons employed are those in the business economy covered "
        "(NACE B–N without K, and S95)."
    )
    rows = ordered(exposure, chosen)
    if not rows:
        return (general,)
    one = rows[0]
    values = {
        "name": region_name(one.region),
        "persons": number(one.persons),
        "drop": share(chosen.fall, 0),
        "fall": number(chosen.fall * (one.persons or 0)),
        "focus": share(one.focus, 2),
        "share": share(chosen.fall * (one.focus or 0), 2),
        "exposure": number(chosen.fall * (one.exposure or 0.0)),
        "year": chosen.year,
    }
    worked = gettext(
        "%(name)s, %(year)s: %(persons)s persons employed × %(drop)s = %(fall)s; %(focus)s of the region × %(drop)s = "
        "%(share)s; %(fall)s × %(focus)s = %(exposure)s."
    )
    return (general, worked % values)


def _unknown(exposure: Exposure, chosen: ExposureSelection) -> Table:
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


def _related_link(exposure: Exposure, chosen: ExposureSelection, place: int) -> Link:
    pair = exposure.related[place]
    title = gettext("proximity %(value)s") % {"value": number(pair.proximity, 2)}
    return Link(group_name(pair.other), group_address(pair.other, chosen), title=title)


def _links(exposure: Exposure, chosen: ExposureSelection) -> tuple[Link, ...]:
    name = {"group": group_name(exposure.group)}
    return (
        Link(gettext("Industry group: %(group)s") % name, group_address(exposure.group, chosen)),
        Link(gettext("How relatedness is measured"), f"{reverse('observatory:methodology')}#proximity"),
        Link(gettext("All questions"), reverse("observatory:questions")),
    )


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
