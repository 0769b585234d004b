"""Exposure: if an industry shrinks by so much, where does it hurt? Arithmetic on the figures of a year."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.maps import choropleth
from observatory.maps.spec import MapSpec
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import group_address
from observatory.presenters.answers.exposing import ExposureSelection
from observatory.presenters.answers.exposure_tables import hit_note, hit_table, unknown_table
from observatory.presenters.answers.lens import lens_of, ordered
from observatory.presenters.answers.value_map import ValueMap, classes_of, value_map
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.trail import trail
from observatory.presenters.words import group_label, group_name, persons, region_name, source_line
from observatory.queries.exposure import Exposure
from observatory.queries.outlines import MapGround
from observatory.queries.questions import Valued, countries_of
from portal.core.formatting import number, share
from portal.core.page import FigureActions, KeyFact, Link, PageMeta, Table
from portal.registry.models import Scheme

MAP_FORMATS = ("svg", "png", "csv", "xlsx", "json")


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


def present_exposure(exposure: Exposure, chosen: ExposureSelection, ground: MapGround, path: str) -> ExposurePage:
    rows = ordered(exposure, chosen)
    title = exposure_title(exposure, chosen)
    actions = _actions(exposure, chosen, path, ("csv", "xlsx", "json"))
    return ExposurePage(
        page=_meta(exposure, chosen, path),
        facts=_facts(exposure, chosen),
        map=_map(exposure, chosen, ground, path) if rows and ground.shapes else None,
        table=hit_table(exposure, chosen, rows, title),
        note=hit_note(len(rows)),
        arithmetic=_arithmetic(exposure, chosen),
        unknown=unknown_table(exposure, chosen),
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
    if not exposure.is_measurable:
        values = {"group": group_label(exposure.group)}
        return gettext("%(group)s: not measurable with this source, which holds too little of it.") % values
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
        "in the region; the figure of %(unknown)s region is unknown.",
        "%(fall)s fewer in %(regions)s regions with a figure; hardest hit: %(place)s – %(persons)s, %(share)s of all "
        "in the region; the figures of %(unknown)s regions are unknown.",
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


def _arithmetic(exposure: Exposure, chosen: ExposureSelection) -> tuple[str, ...]:
    """How the figures come about, worked out on the first region."""
    general = gettext(
        "Arithmetic on the figures of one year, not a forecast: every region loses the same share of the industry. "
        "Exposure multiplies the persons employed that fall away by the focus, so it is high where many work in the "
        "industry and the region depends on it. Persons employed are those in the business economy covered "
        "(NACE B–N without K, and S95)."
    )
    rows = ordered(exposure, chosen)
    if exposure.group.scheme.composition == Scheme.Composition.INDICATIVE:
        general += " " + gettext(
            "What this group is made of is indicative: its name is official, its weights are ours."
        )
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
