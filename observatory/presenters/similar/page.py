"""The page of regions like one: table with reasons, map, what was compared and what was missing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.maps.choropleth import picture
from observatory.presenters.actions import download_url, figure_actions
from observatory.presenters.addresses import region_address
from observatory.presenters.industry_map import MapFigure
from observatory.presenters.similar.entries import AlikeEntry, alike_entries
from observatory.presenters.similar.map import distance_map
from observatory.presenters.similar.parts import parts_notes, parts_table
from observatory.presenters.similar.selection import ALL, SimilarSelection
from observatory.presenters.similar.words import distance_text
from observatory.presenters.trail import regions_link, trail, tree
from observatory.presenters.words import region_name, source_line
from observatory.queries.outlines import MapGround
from observatory.queries.similar import Similar, SimilarRegion
from portal.core.formatting import number
from portal.core.page import FigureActions, KeyFact, Link, PageMeta, Table

MOST_COMPARED = 5  # beside the region itself
TABLE_FORMATS = ("csv", "xlsx", "json")
MAP_FORMATS = ("svg", "png", *TABLE_FORMATS)


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """`empty` says why there is nothing to show; `all_downloads` have every region instead of the nearest."""

    page: PageMeta
    facts: tuple[KeyFact, ...]
    empty: str
    title: str
    says: str
    entries: tuple[AlikeEntry, ...]
    compare: Link | None
    actions: FigureActions
    all_downloads: tuple[Link, ...]
    matrix: tuple[Link, ...]
    map: MapFigure | None
    parts: Table
    parts_notes: tuple[str, ...]
    source: str
    links: tuple[Link, ...]


def present_similar(similar: Similar, selection: SimilarSelection, ground: MapGround, path: str) -> SimilarPage:
    title = gettext("Nearest by structure, %(year)s: %(name)s") % _values(similar)
    return SimilarPage(
        page=_meta(similar, selection, path),
        facts=_facts(similar),
        empty=_empty(similar),
        title=title,
        says=_says(similar) if similar.neighbours else "",
        entries=alike_entries(similar.neighbours, selection),
        compare=_compare(similar),
        actions=figure_actions(
            path, similar.release, selection, title=title, formats=TABLE_FORMATS, cell=_cell(similar)
        ),
        all_downloads=tuple(
            Link(suffix.upper(), download_url(path, selection.with_(n=ALL), suffix)) for suffix in TABLE_FORMATS
        ),
        matrix=_matrix(similar, selection),
        map=_map(similar, selection, ground, path),
        parts=parts_table(similar),
        parts_notes=parts_notes(),
        source=source_line(similar.release, similar.year),
        links=_links(similar, selection),
    )


def _values(similar: Similar) -> dict[str, object]:
    return {"name": region_name(similar.place.region), "year": similar.year}


def _cell(similar: Similar) -> str:
    return f"{similar.place.code} {similar.year}"


def _meta(similar: Similar, selection: SimilarSelection, path: str) -> PageMeta:
    place, lead = similar.place, _lead(similar)
    here = Link(region_name(place.region), region_address(place.code, selection))
    return PageMeta(
        title=gettext("Similar regions, %(year)s: %(name)s") % _values(similar),
        description=lead,
        lead=lead,
        canonical_path=selection.address(path, release=""),
        breadcrumbs=trail(regions_link(), *tree(place, selection), here, Link(gettext("Similar regions"), path)),
        is_indexable=not selection.release,
        section="observatory",
    )


def _lead(similar: Similar) -> str:
    if not similar.neighbours:
        return _empty(similar)
    first = similar.neighbours[0]
    values = _values(similar) | {"near": _full(first), "distance": distance_text(first.distance)}
    pattern = gettext(
        "%(name)s: nearest by structure in %(year)s is %(near)s, at a distance of %(distance)s; 1 is usual between "
        "two regions drawn at random."
    )
    return pattern % values


def _empty(similar: Similar) -> str:
    """Why no region can be named; empty where some are."""
    if similar.own is None:
        pattern = gettext(
            "%(name)s has no total of persons employed in %(year)s, so it cannot be compared by structure. Choose "
            "another year."
        )
        return pattern % _values(similar)
    if not similar.neighbours:
        pattern = gettext(
            "%(name)s: no region has enough published in common with it in %(year)s. Choose another year, or compare "
            "with regions of every level."
        )
        return pattern % _values(similar)
    return ""


def _full(one: SimilarRegion) -> str:
    return f"{region_name(one.region)} ({one.region.country.local_name})" if one.region.level else _name(one)


def _name(one: SimilarRegion) -> str:
    return region_name(one.region)


def _facts(similar: Similar) -> tuple[KeyFact, ...]:
    if not similar.neighbours:
        return ()
    year = str(similar.year)
    known = [one for one in similar.all if one.distance is not None]
    without = len(similar.all) - len(known)
    note = ngettext("%(count)s more has too little in common", "%(count)s more have too little in common", without)
    detailed = sum(one.is_detailed for one in similar.neighbours)
    shown = gettext("of the %(count)s shown") % {"count": number(len(similar.neighbours))}
    first = similar.neighbours[0]
    return (
        KeyFact(gettext("Distance to the nearest"), distance_text(first.distance), "", year, _full(first)),
        KeyFact(
            gettext("Regions compared"),
            number(len(known)),
            year=year,
            note=note % {"count": number(without)} if without else "",
        ),
        KeyFact(gettext("Manufacturing compared by division"), number(detailed), shown, year),
    )


def _says(similar: Similar) -> str:
    """How to read the list."""
    return gettext(
        "Of two values the first is that of %(name)s; shares are of the persons employed. The last part of a line says "
        "how large the difference is against what is usual between two regions."
    ) % _values(similar)


def _compare(similar: Similar) -> Link | None:
    """The region beside its nearest ones."""
    nearest = similar.neighbours[:MOST_COMPARED]
    if not nearest:
        return None
    pairs = [("r", code) for code in (similar.place.code, *(one.region.code for one in nearest))]
    label = ngettext(
        "Compare %(name)s with the nearest region", "Compare %(name)s with the %(count)s nearest regions", len(nearest)
    )
    values = _values(similar) | {"count": number(len(nearest))}
    return Link(label % values, f"{reverse('observatory:compare')}?{urlencode(pairs)}")


def _matrix(similar: Similar, selection: SimilarSelection) -> tuple[Link, ...]:
    """Distances between all regions: a row a pair, or a row a region."""
    chosen = [(name, getattr(selection, name)) for name in ("year", "release") if getattr(selection, name)]
    path = reverse("observatory:similarity-matrix", args=["csv"])
    return (
        Link(gettext("CSV, one row per pair"), f"{path}?{urlencode(chosen)}"),
        Link(gettext("CSV, one row per region"), f"{path}?{urlencode([('form', 'wide'), *chosen])}"),
    )


def _map(similar: Similar, selection: SimilarSelection, ground: MapGround, path: str) -> MapFigure | None:
    if not similar.neighbours or not ground.shapes:
        return None
    spec = distance_map(similar, ground)
    actions = figure_actions(
        path, similar.release, selection, title=spec.title, formats=MAP_FORMATS, cell=_cell(similar)
    )
    return MapFigure(
        title=spec.title,
        summary=spec.description,
        svg=picture(spec, "map"),
        legend=spec.legend,
        actions=actions,
        source=source_line(similar.release, similar.year, is_map=True),
        is_demonstration=similar.release.is_demonstration,
    )


def _links(similar: Similar, selection: SimilarSelection) -> tuple[Link, ...]:
    values, code = _values(similar), similar.place.code
    return (
        Link(gettext("Profile: %(name)s") % values, region_address(code, selection)),
        Link(
            gettext("Industries close to its strengths: %(name)s") % values,
            reverse("observatory:relatedness", args=[code]),
        ),
        Link(
            gettext("How similarity is measured, with all weights"), f"{reverse('observatory:methodology')}#similarity"
        ),
    )
