"""The directory's page: its sentence, its switches, its rows and what to do where nothing is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.directory.choices import (
    CARDS,
    DISTANCE,
    FRESHNESS,
    LIST,
    MAP,
    MEMBERS,
    NAME,
    RELEVANCE,
    VIEWS,
    Choices,
)
from internationalisation.directory.codes import FacetName
from internationalisation.directory.facets import place_name
from internationalisation.directory.queries.results import Found
from portal.core.formatting import named, number
from portal.core.menu import localised
from portal.core.page import KeyFact, Link, PageMeta

SUFFIXES = ("csv", "xlsx", "geojson")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the results. `notice` says what demonstration organisations have to do with them."""

    page: PageMeta
    facts: tuple[KeyFact, ...]
    notice: str
    notice_link: Link | None
    views: tuple[Link, ...]
    sorts: tuple[Link, ...]
    downloads: tuple[Link, ...]
    count: str


def directory_path() -> str:
    return reverse("internationalisation:directory")


def trail(*links: Link) -> tuple[Link, ...]:
    """From the section to the page; the last link is the page itself."""
    section = Link(_("Internationalisation"), localised("/internationalisation/"))
    return (section, *links[:-1], *(replace(link, is_current=True) for link in links[-1:]))


def present_head(found: Found, choices: Choices) -> Head:
    path = directory_path()
    notice, link = _notice(found, choices)
    return Head(
        page=PageMeta(
            title=_("Cluster organisations"),
            description=_(
                "The directory of cluster organisations in Europe and beyond: who they are and what they do."
            ),
            lead=_lead(found, choices),
            canonical_path=choices.address(path),
            breadcrumbs=trail(Link(_("Cluster organisations"), path)),
            is_indexable=not choices.query,
            section="internationalisation",
        ),
        facts=() if found.shown.is_sample or choices.is_narrowed else _facts(found),
        notice=notice,
        notice_link=link,
        views=_views(choices, path),
        sorts=_sorts(choices, path) if choices.view != MAP and found.total > 1 else (),
        downloads=_downloads(choices, path) if found.total else (),
        count=_count(found.total),
    )


def _count(total: int) -> str:
    return ngettext("%(count)s organisation", "%(count)s organisations", total) % {"count": number(total)}


def _lead(found: Found, choices: Choices) -> str:
    """One sentence; invented organisations are never counted in it."""
    if found.shown.is_sample:
        return _("Who manages clusters, where, in which industries and with which services to their members.")
    total, countries = found.total, _countries_found(found)
    if not total:
        return _("No cluster organisation fits these choices.")
    words = ngettext("%(count)s cluster organisation", "%(count)s cluster organisations", total)
    values = {"found": words % {"count": number(total)}, "countries": number(len(countries))}
    regions = choices.of(FacetName.REGION)
    if regions:
        return _("%(place)s: %(found)s.") % {**values, "place": place_name(regions[0])}
    if len(countries) == 1:
        return _("%(found)s in one country: %(country)s.") % {**values, "country": place_name(next(iter(countries)))}
    top = max(countries, key=lambda code: countries[code])
    values |= {"country": place_name(top), "most": number(countries[top])}
    return _("%(found)s in %(countries)s countries; most of them: %(country)s, %(most)s.") % values


def _countries_found(found: Found) -> dict[str, int]:
    return found.catalogue.count_places(found.narrowing.found, 2)


def _facts(found: Found) -> tuple[KeyFact, ...]:
    if not found.total:
        return ()
    open_ones = found.counts.get(f"{FacetName.OPEN}:yes", 0)
    note = _("as far as they say; a firm may be a member of several")
    return (
        KeyFact(_("Cluster organisations"), number(found.total)),
        KeyFact(_("Countries"), number(len(found.countries))),
        KeyFact(_("Members of these organisations"), number(found.members), note=note),
        KeyFact(_("Open to new members"), number(open_ones)),
    )


def _notice(found: Found, choices: Choices) -> tuple[str, Link | None]:
    shown, path = found.shown, directory_path()
    if shown.is_sample and not shown.real:
        return _(
            "No real cluster organisation is listed yet. The ones below are invented, to show what the directory does."
        ), None
    if shown.is_sample:
        real = replace(choices, demonstration=False, page=1)
        return _("These organisations are invented, to show what the directory does."), Link(
            _("Show the real ones"), real.address(path)
        )
    if shown.samples and not choices.is_narrowed:
        words = ngettext(
            "Not counted: %(count)s invented organisation.", "Not counted: %(count)s invented organisations.",
            shown.samples,
        )  # fmt: skip
        samples = replace(choices, demonstration=True, page=1)
        return words % {"count": number(shown.samples)}, Link(_("Show the invented ones"), samples.address(path))
    return "", None


def _views(choices: Choices, path: str) -> tuple[Link, ...]:
    labels = {LIST: _("List"), CARDS: _("Cards"), MAP: _("Map")}
    return tuple(
        Link(labels[view], replace(choices, view=view, page=1).address(path), is_current=view == choices.view)
        for view in VIEWS
    )


def _sorts(choices: Choices, path: str) -> tuple[Link, ...]:
    labels = {
        RELEVANCE: _("Best match"),
        NAME: _("Name"),
        MEMBERS: _("Most members"),
        FRESHNESS: _("Confirmed last"),
        DISTANCE: named(_("Distance"), place_name(choices.near)) if choices.near else "",
    }
    usual = choices.sorts[0]
    return tuple(
        Link(
            labels[sort],
            replace(choices, sort="" if sort == usual else sort, page=1).address(path),
            is_current=sort == choices.order,
        )
        for sort in choices.sorts
    )


def _downloads(choices: Choices, path: str) -> tuple[Link, ...]:
    """Of the whole result, in its order; the view and the page are nobody's business there."""
    asked = replace(choices, view=LIST, page=1)
    labels = {"csv": _("CSV"), "xlsx": _("Excel"), "geojson": _("GeoJSON")}
    return tuple(Link(labels[suffix], asked.address(f"{path.rstrip('/')}.{suffix}")) for suffix in SUFFIXES)


@dataclass(frozen=True, slots=True)
class Nothing:
    """What helps where nothing is found: choices to drop, each with what would be found, and other ways."""

    drops: tuple[Link, ...]
    others: tuple[Link, ...]


def present_nothing(found: Found, choices: Choices, chips: Sequence[tuple[str, str, Choices]]) -> Nothing:
    """`chips` are (facet, label, choices without it) of everything that is chosen."""
    path = directory_path()
    drops = [(label, int(found.narrowing.all_but(name).sum()), left) for name, label, left in chips]
    words = _("Without “%(choice)s”: %(found)s")
    return Nothing(
        drops=tuple(
            Link(words % {"choice": label, "found": _count(count)}, left.address(path))
            for label, count, left in sorted(drops, key=lambda drop: -drop[1])
            if count
        ),
        others=tuple(_other_ways(choices)),
    )


def _other_ways(choices: Choices) -> Iterable[Link]:
    yield Link(_("Find the organisations nearest to you"), reverse("internationalisation:near"))
    yield Link(_("See where industries concentrate, with or without an organisation"), _rankings(choices))


def _rankings(choices: Choices) -> str:
    """The statistical clusters of the industry group that was asked for."""
    path, groups = reverse("observatory:rankings"), choices.of(FacetName.GROUP)
    scheme, _colon, group = groups[0].partition(":") if len(groups) == 1 else ("", "", "")
    return f"{path}?scheme={scheme}&group={group}" if group else path
