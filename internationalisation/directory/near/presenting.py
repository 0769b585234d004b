"""Near me, as its page shows it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.directory.choices import Choices
from internationalisation.directory.codes import FacetName
from internationalisation.directory.drawing import Dot, draw_dots
from internationalisation.directory.facets import place_name
from internationalisation.directory.mapping import frame_of, ground_of
from internationalisation.directory.near.origins import Origin, Origins, covered_countries
from internationalisation.directory.near.queries import LocalClusters, Surroundings
from internationalisation.directory.presenting import directory_path, trail
from internationalisation.directory.queries.centres import centre_of
from internationalisation.directory.rows import Row, distance_of, present_row
from observatory.presenters.stars import stars, stars_of
from observatory.presenters.words import cluster_url, group_name, persons, region_url, source_line
from observatory.queries.release import DEFAULT_RULES
from portal.core.formatting import named, number
from portal.core.page import Link, PageMeta, Stars
from portal.registry.canvas import ATTRIBUTION, project
from portal.registry.codes import ancestors_and_self
from portal.registry.models import ClusterOrganisation
from portal.registry.names import local_sort_key

COUNTRY_LETTERS = 2


@dataclass(frozen=True, slots=True)
class ClusterLink:
    title: str
    url: str
    stars: Stars
    detail: str


@dataclass(frozen=True, slots=True)
class Clusters:
    title: str
    rows: tuple[ClusterLink, ...]
    more: Link
    source: str


@dataclass(frozen=True, slots=True)
class NearPage:
    """`choices` are places to choose from, `problem` says why nothing was found; both empty where there are rows."""

    page: PageMeta
    action: str
    text: str
    coverage: str = ""
    problem: str = ""
    choices: tuple[Link, ...] = ()
    choices_title: str = ""
    rows: tuple[Row, ...] = ()
    around: tuple[Link, ...] = ()
    all_link: Link | None = None
    svg: str = ""
    notice: str = ""
    clusters: Clusters | None = None
    attribution: str = ATTRIBUTION


def near_path() -> str:
    return reverse("internationalisation:near")


def coverage() -> str:
    names = ", ".join(sorted((place_name(code) for code in covered_countries()), key=local_sort_key))
    words = _(
        "Postcodes are known of %(countries)s. Those of the United Kingdom are not: write the name of a region there."
    )
    return words % {"countries": names} if names else _("No postcodes are loaded: write the name of a region.")


def _meta(lead: str, path: str = "") -> PageMeta:
    title = _("Cluster organisations near you")
    return PageMeta(
        title=title,
        description=_("The cluster organisations nearest to a postcode or region in Europe."),
        lead=lead,
        canonical_path=path or near_path(),
        breadcrumbs=trail(Link(_("Cluster organisations"), directory_path()), Link(title, near_path())),
        is_indexable=not path,
        section="internationalisation",
    )


def present_question(origins: Origins) -> NearPage:
    """The page before a place is known: the form, what several places to choose from, or why nothing was found."""
    asked = bool(origins.text)
    return NearPage(
        page=_meta(_("Write your postcode, or the name of your region.")),
        action=near_path(),
        text=origins.text,
        coverage=coverage(),
        problem=_problem(origins) if asked and not origins.places else "",
        choices=tuple(_choice(one) for one in origins.places),
        choices_title=_choices_title(origins) if origins.places else "",
    )


def _choices_title(origins: Origins) -> str:
    countries = {one.code[:COUNTRY_LETTERS] for one in origins.places}
    if len(countries) > 1:
        return _("“%(text)s” is in several countries. Which one?") % {"text": origins.text}
    return _("“%(text)s” is in several regions. Which one?") % {"text": origins.text}


def _problem(origins: Origins) -> str:
    if origins.is_british:
        return _(
            "Postcodes of the United Kingdom are not known here. Write the name of the region, such as Inner London."
        )
    words = _("No postcode and no region is called “%(text)s”. Check the spelling, or write a larger town or region.")
    return words % {"text": origins.text}


def _choice(origin: Origin) -> Link:
    names = [place_name(code) for code in reversed(ancestors_and_self(origin.code))]
    label = ", ".join(dict.fromkeys((names[0], *names[-1:])))
    text = f"{origin.postcode}: {label}" if origin.postcode else f"{label} ({origin.code})"
    return Link(text, place_address(origin.code))


def place_address(code: str) -> str:
    return f"{near_path()}?place={code}"


def present_near(
    around: Surroundings, organisations: list[ClusterOrganisation], clusters: LocalClusters | None, today: date
) -> NearPage:
    found, name = around.found, place_name(around.code)
    positions = dict(zip(found.keys(found.positions[: len(around.positions)]), around.positions, strict=True))
    rows = tuple(present_row(one, today, distance_of(found, positions[one.pk])) for one in organisations)
    return NearPage(
        page=_meta(_lead(around, rows, name), place_address(around.code)),
        action=near_path(),
        text=name,
        rows=rows,
        around=tuple(_around(code, count) for code, count in around.around if count),
        all_link=_all(around),
        svg=_map(around, positions, organisations),
        notice=_notice(around),
        clusters=_clusters(clusters) if clusters else None,
        problem="" if rows else _("No organisation of the directory has a place on the map yet."),
    )


def _lead(around: Surroundings, rows: tuple[Row, ...], name: str) -> str:
    if around.found.shown.is_sample or not rows:
        return _("%(place)s: organisations by distance from the middle of the region.") % {"place": name}
    radius, count = next(((km, found) for km, found in around.within if found), (0, 0))
    if not count:
        return _("%(place)s: the nearest cluster organisation is %(distance)s away.") % {
            "place": name, "distance": rows[0].distance,
        }  # fmt: skip
    words = ngettext(
        "%(place)s: %(count)s cluster organisation within %(km)s km; the nearest: %(nearest)s.",
        "%(place)s: %(count)s cluster organisations within %(km)s km; the nearest: %(nearest)s.",
        count,
    )
    return words % {"place": name, "count": number(count), "km": number(radius), "nearest": rows[0].title}


def _notice(around: Surroundings) -> str:
    shown = around.found.shown
    return _("These organisations are invented, to show what the directory does.") if shown.is_sample else ""


def _around(code: str, count: int) -> Link:
    name = FacetName.COUNTRY if len(code) == COUNTRY_LETTERS else FacetName.REGION
    words = ngettext("%(count)s organisation", "%(count)s organisations", count)
    label = named(f"{place_name(code)} ({code})", words % {"count": number(count)})
    return Link(label, Choices().with_values(name, [code]).address(directory_path()))


def _all(around: Surroundings) -> Link:
    return Link(_("All organisations by distance, with filters"), Choices(near=around.code).address(directory_path()))


def _map(around: Surroundings, positions: dict[int, int], organisations: list[ClusterOrganisation]) -> str:
    """The country with the nearest organisations that lie in it."""
    country, columns = around.code[:COUNTRY_LETTERS], around.found.catalogue.columns
    ground = ground_of(country)
    if not ground.shapes:
        return ""
    frame = frame_of(country, ground)
    dots = []
    for one in organisations:
        at = positions[one.pk]
        x, y = project(float(columns.longitude[at]), float(columns.latitude[at]))
        if frame[0] <= x <= frame[0] + frame[2] and frame[1] <= y <= frame[1] + frame[3]:
            dots.append(Dot(x, y, 1, "", one.name, one.get_absolute_url()))
    title = named(_("The nearest organisations"), place_name(around.code))
    land = reverse("internationalisation:land", args=[country])
    centre = centre_of(around.code)
    return draw_dots(land, frame, dots, title, project(*centre) if centre else None) if dots else ""


def _clusters(local: LocalClusters) -> Clusters:
    region, release = local.place.region, local.release
    words = ngettext(
        "%(count)s statistical cluster with stars", "%(count)s statistical clusters with stars", local.total
    )
    return Clusters(
        title=named(region.name_latin, words % {"count": number(local.total)}),
        rows=tuple(
            ClusterLink(
                title=group_name(cell.group),
                url=cluster_url(cell),
                stars=stars(
                    stars_of(cell, release, DEFAULT_RULES) or 0, DEFAULT_RULES, is_hollow=cell.total_is_estimated
                ),
                detail=persons(cell.persons_employed),
            )
            for cell in local.cells
        ),
        more=Link(_("All industries of the region"), region_url(region)),
        source=source_line(release, release.default_year or ""),
    )
