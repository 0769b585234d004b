"""The mapping tool: a measure of a release as map and table, and its downloads."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.downloads import cells_dataset, notes_of
from observatory.models import Release
from observatory.presenters.actions import picture_of
from observatory.presenters.mapping.files import map_dataset
from observatory.presenters.mapping.finding import focus_address
from observatory.presenters.mapping.form import figure_names
from observatory.presenters.mapping.page import Wished, leaving, present
from observatory.presenters.mapping.selection import OWN, MapSelection, needs_group, with_own
from observatory.presenters.mapping.table import SORTS, page_count, sorted_rows
from observatory.presenters.mapping.words import MapWords
from observatory.presenters.measures import MEASURES
from observatory.presenters.saving import save_view
from observatory.presenters.sheets import Leaving
from observatory.queries.map_context import context_years
from observatory.queries.mapping import MapAnswer, cells_of_map, get_map, largest_group, with_stars
from observatory.queries.names import get_names
from observatory.queries.outlines import MapGround, get_ground
from observatory.queries.release import get_release
from observatory.selection import Selection
from observatory.views.answering import is_image, send_figure, send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.accounts.models import SavedView
from portal.core.errors import NotFound
from portal.core.introductions import Introduction, introduction_to
from portal.core.page import Dataset
from portal.registry.outlines import COARSE
from portal.registry.queries import find_regions, resolve_region

LEVELS = ("2", "1", "0")
STARS_AT_LEAST = ("1", "0", "2", "3")
REQUIRED = ("figure", "scheme", "year", "rules", "level", "area")
OPTIONAL = ("group", "country", "within", "since", "page")
ALSO_KNOWN = (*OWN, "focus")


@page
def mapping(request: HttpRequest) -> HttpResponseBase:
    asked = _ask(request, sort=SORTS)
    selection = asked.selection
    if selection.group and not request.GET.get("group"):
        # For now only: the largest group may be another one in the next release.
        return HttpResponseRedirect(asked.address)
    if elsewhere := canonical_redirect(request, asked, ALSO_KNOWN):
        return elsewhere
    text = request.GET.get("q", "").strip()
    matches = tuple(find_regions(text)) if text else ()
    answer = _answer(asked)
    if len(matches) == 1:
        words = MapWords(answer, get_names(selection.scheme))
        return HttpResponseRedirect(focus_address(matches[0], words, asked.path))
    _check_page(selection.page, page_count(answer.rows), selection.address(asked.path, page=1))
    wished = Wished(asked.path, asked.choices, figure_names(asked.choices.figure), text, matches)
    content = present(answer, _ground(answer), get_names(selection.scheme), wished)
    context = {"page": content.page, "content": content, "release": asked.release}
    context["social_image"] = picture_of(content.actions) if content.maps else ""
    # Where a map was chosen it alone is what the reader came for.
    context["introduction"] = Introduction() if request.GET else introduction_to("observatory")
    context["save"] = save_view(SavedView.Kind.MAP, content.page.title, asked.address)
    return render(request, "observatory/mapping.html", context)


@page
def mapping_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The map as SVG or PNG; the cells behind it, or with `figure` the map's own table, as CSV, XLSX or JSON."""
    asked = _ask(request, stars=STARS_AT_LEAST)
    if is_image(suffix):
        return send_figure(request, asked, _name("observatory-map", asked), suffix, lambda: _leaving(asked))
    if "figure" in request.GET:
        return send_table(request, asked, _name("observatory-map", asked), suffix, lambda: _own_table(asked))
    is_long = not asked.selection.group and not asked.selection.country
    return send_table(request, asked, _name("observatory", asked), suffix, lambda: _cells(asked), is_long=is_long)


def _name(start: str, asked: Asked) -> str:
    """`observatory-nace-C29-DE-2014`: the choices that tell one file from another."""
    selection = asked.selection
    chosen = (selection.figure, selection.scheme, selection.group, selection.country, selection.within, selection.since)
    return "-".join(part for part in (start, *chosen, selection.year) if part)


def _ask(request: HttpRequest, **extra: tuple[str, ...]) -> Asked:
    """The request understood; a measure of single groups takes the largest one where none is chosen."""
    release = get_release(request.GET.get("release", ""))
    context = context_years(release.pk)
    years = _years(release, context.get(request.GET.get("figure", "")))
    everywhere = {year for known in context.values() for year in known} | {str(year) for year in release.years}
    asked = ask(
        request,
        (*REQUIRED, *extra),
        OPTIONAL,
        release=release,
        figure=(*MEASURES, *context),
        level=LEVELS,
        year=(*years, *sorted(everywhere - {*years})),
        since=tuple(sorted(everywhere)),
        **extra,
    )
    asked = replace(asked, choices=replace(asked.choices, year=years, since=years))
    return replace(asked, selection=_chosen(request, asked, years))


def _years(release: Release, of_context: tuple[str, ...] | None) -> tuple[str, ...]:
    """Years of the figure, the default first; another source has years of its own."""
    if of_context is not None:
        return of_context
    default = str(release.default_year or "")
    others = sorted((str(year) for year in release.years), reverse=True)
    return (*((default,) if default in others else ()), *(year for year in others if year != default))


def _chosen(request: HttpRequest, asked: Asked, years: tuple[str, ...]) -> MapSelection:
    """Years that the figure does not have are left out: a form sends along those of the figure before."""
    selection = asked.selection
    year = selection.year if selection.year in years else years[0]
    since = selection.since if selection.since in years else ""
    chosen = with_own(selection.with_(year=year, since=since), request.GET)
    if chosen.focus:
        chosen = replace(chosen, focus=resolve_region(chosen.focus).region.code)
    if needs_group(chosen):
        chosen = replace(chosen, group=largest_group(asked.release, chosen))
    return chosen


def _check_page(asked_page: int, count: int, first: str) -> None:
    if asked_page > count:
        message = gettext("The table has %(count)d pages.") % {"count": count}
        raise NotFound(message, [(gettext("First page of the table"), first)])


def _answer(asked: Asked) -> MapAnswer:
    selection = asked.selection
    return get_map(asked.release, selection, as_difference=getattr(selection, "is_difference", False))


def _leaving(asked: Asked) -> Leaving:
    answer = _answer(asked)
    return leaving(answer, _ground(answer), get_names(asked.selection.scheme))


def _ground(answer: MapAnswer) -> MapGround:
    """Two maps side by side are smaller, and coarser."""
    selection = answer.selection
    detail = COARSE if answer.before is not None and not selection.country else 0
    return get_ground(int(selection.level), selection.country, detail, with_former=answer.needs_former_outlines)


def _own_table(asked: Asked) -> Dataset:
    answer = _answer(asked)
    words = MapWords(answer, get_names(asked.selection.scheme))
    return map_dataset(sorted_rows(answer.rows, "value"), words, (words.title, *notes_of(asked.release)))


def _cells(asked: Asked) -> Dataset:
    """Cells of the chosen group, or of every group; `stars=1` unless the address says otherwise."""
    selection: Selection = asked.selection
    cells = with_stars(cells_of_map(asked.release, selection), asked.release, selection)
    return cells_dataset(cells, asked.release, selection.rules, "observatory")
