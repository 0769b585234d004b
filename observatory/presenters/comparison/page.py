"""The page of a comparison, and its empty state that teaches by example."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.comparison import MOST_SUBJECTS
from observatory.presenters.actions import figure_actions
from observatory.presenters.addresses import group_address, region_address
from observatory.presenters.comparison.figures import trend_figure
from observatory.presenters.comparison.tables import gap_tables, standings_table, values_table
from observatory.presenters.comparison.words import full_name, names_of, peers_text, title_of
from observatory.presenters.custom.words import listed
from observatory.presenters.notices import Notice
from observatory.presenters.saving import save_view
from observatory.presenters.trail import trail
from observatory.presenters.words import persons, source_line, times_the_share
from observatory.queries.comparison import Comparison, Subject
from observatory.several import Several
from portal.accounts.models import SavedView
from portal.core.formatting import number
from portal.core.page import Figure, FigureActions, Link, PageMeta, SaveView, Table

TABLE_FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A compared subject with the ways of moving it: empty addresses where there is none."""

    name: str
    url: str
    remove: str
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    page: PageMeta
    notices: tuple[Notice, ...]
    chosen: tuple[Chosen, ...]
    is_full: bool
    values: Table
    standings: Table
    gaps: tuple[Table, ...]
    trend: Figure
    actions: FigureActions
    peers: str
    source: str
    links: tuple[Link, ...]
    save: SaveView


def present_comparison(found: Comparison, selection: Several, path: str, notices: Sequence[Notice]) -> ComparisonPage:
    title = title_of(found)
    caption = gettext("The same indicators for all, %(year)s where no other year is given") % {"year": found.year}
    address = selection.address(path)
    return ComparisonPage(
        page=_meta(found, selection, path, title),
        notices=(*notices, *_notices(found)),
        chosen=tuple(_chosen(found, selection, path, place) for place in range(len(found.subjects))),
        is_full=len(found.subjects) >= MOST_SUBJECTS,
        values=values_table(found, caption),
        standings=standings_table(found, gettext("Among their peers, %(year)s") % {"year": found.year}),
        gaps=gap_tables(found),
        trend=trend_figure(found, selection, path),
        actions=figure_actions(path, found.release, selection, title=title, formats=TABLE_FORMATS),
        peers=peers_text(found, selection.area),
        source=source_line(found.release, found.year),
        links=_links(found, selection),
        save=save_view(SavedView.Kind.COMPARISON, title, address),
    )


def _meta(found: Comparison, selection: Several, path: str, title: str) -> PageMeta:
    lead = _lead(found, selection.area)
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=selection.address(path, release=""),
        breadcrumbs=trail(Link(gettext("Compare"), path), Link(title, selection.address(path))),
        is_indexable=False,
        section="observatory",
    )


def _lead(found: Comparison, area: str) -> str:
    """Who is the largest, and who has most of what the kind is about; how many each leads in would be a ranking."""
    largest = _first(found, "persons_employed")
    if largest is None:
        return gettext("None of them has published persons employed in %(year)s.") % {"year": found.year}
    words = {"name": largest[0], "year": found.year, "persons": persons(largest[1])}
    if len(found.subjects) == 1:
        return gettext("%(name)s: %(persons)s in %(year)s. Add another to see them side by side.") % words
    text = gettext("Largest by persons employed in %(year)s: %(name)s – %(persons)s.") % words
    return " ".join(filter(None, (text, _second_sentence(found, area))))


def _second_sentence(found: Comparison, area: str) -> str:
    """Empty where two share the first place."""
    if found.kind == "cluster":
        best = _first(found, "location_quotient")
        text = gettext("Most specialised: %(name)s – %(value)s.")
        return text % {"name": best[0], "value": times_the_share(best[1], area)} if best else ""
    best = _first(found, "clusters")
    text = gettext("Most statistical clusters: %(name)s – %(value)s.")
    return text % {"name": best[0], "value": number(best[1])} if best else ""


def _first(found: Comparison, code: str) -> tuple[str, float] | None:
    """Name and value of the highest; None where nobody has a figure, or several have the same."""
    values = next((line.values for line in found.lines if line.indicator.code == code), ())
    known = [(name, one.value) for name, one in zip(names_of(found), values, strict=False) if one.value is not None]
    ordered = sorted(known, key=lambda pair: -pair[1])
    is_shared = len(ordered) > 1 and ordered[0][1] == ordered[1][1]
    return ordered[0] if ordered and not is_shared else None


def _notices(found: Comparison) -> list[Notice]:
    if found.kind != "region":
        return []
    others = [one for one in found.subjects if one.thing.level != found.level]
    if not others:
        return []
    text = gettext("Regions of different levels stand side by side; the peers are those of the first. Of another "
                   "level: %(names)s.")  # fmt: skip
    names = listed([full_name(found.kind, one) for one in others])
    return [Notice("info", gettext("Different levels"), text % {"names": names})]


def _chosen(found: Comparison, selection: Several, path: str, place: int) -> Chosen:
    subjects = selection.subjects
    rest = (*subjects[:place], *subjects[place + 1 :])
    return Chosen(
        name=full_name(found.kind, found.subjects[place]),
        url=_url(found, found.subjects[place], selection),
        remove=selection.with_(subjects=rest).address(path),
        earlier=_swapped(selection, place - 1, path) if place else "",
        later=_swapped(selection, place, path) if place + 1 < len(subjects) else "",
    )


def _swapped(selection: Several, place: int, path: str) -> str:
    """The address with the subjects at `place` and after it in each other's stead."""
    moved = list(selection.subjects)
    moved[place], moved[place + 1] = moved[place + 1], moved[place]
    return selection.with_(subjects=tuple(moved)).address(path)


def _url(found: Comparison, subject: Subject, selection: Several) -> str:
    if found.kind == "region":
        return region_address(subject.thing.code, selection)
    if found.kind == "group":
        return group_address(subject.thing, selection)
    region, scheme, code = subject.value.split("/")
    return reverse("observatory:cluster", args=[region, scheme, code])


def _links(found: Comparison, selection: Several) -> tuple[Link, ...]:
    links = []
    if found.kind == "region" and len(found.subjects) > 1:
        custom = selection.address(reverse("observatory:custom"))
        links.append(Link(gettext("Take these regions together as one"), custom))
    links.append(Link(gettext("How the figures are computed"), reverse("observatory:methodology")))
    return tuple(links)


def present_empty(path: str, notices: Sequence[Notice]) -> tuple[PageMeta, tuple[Link, ...], tuple[Notice, ...]]:
    """What can be compared, by example."""
    lead = gettext("Up to six regions, industry groups or statistical clusters side by side: the same indicators, "
                   "where each stands among its peers, and their years on one scale.")  # fmt: skip
    meta = PageMeta(
        title=gettext("Compare"),
        description=lead,
        lead=lead,
        canonical_path=path,
        breadcrumbs=trail(Link(gettext("Compare"), path)),
        section="observatory",
    )
    examples = (
        Link(gettext("Regions: Oberbayern, Oberösterreich and Lombardia"), f"{path}?r=DE21&r=AT31&r=ITC4"),
        Link(gettext("Countries: Austria, Czechia and Slovakia"), f"{path}?r=AT&r=CZ&r=SK"),
        Link(gettext("Industry groups: motor vehicles and other transport equipment"), f"{path}?g=C29&g=C30"),
        Link(gettext("Statistical clusters: motor vehicles in two regions"),
             f"{path}?c=DE21/nace/C29&c=ITC1/nace/C29"),
    )  # fmt: skip
    return meta, examples, tuple(notices)
