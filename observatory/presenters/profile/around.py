"""The regions around a place: those inside, the neighbours, its place in the country, and regions like it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.models import RegionClusters, RegionFigure
from observatory.presenters.addresses import carried, region_address
from observatory.presenters.similar.entries import AlikeEntry, alike_entries
from observatory.presenters.words import full_region_name, region_of
from observatory.queries.outlines import current_code, placing
from observatory.queries.region import Field, Profile, RegionProfile, number_of
from observatory.queries.similar import SimilarRegion
from portal.core.formatting import MISSING, number, share
from portal.core.page import Cell, Column, Link, Table
from portal.registry.models import Region
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.neighbours import neighbours_of
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class Around:
    """`above` leads up, `inner` down; tables are None where there is nothing to say."""

    above: tuple[Link, ...]
    inner: tuple[Link, ...]
    inner_title: str
    neighbours: Table | None
    ranking: Table | None
    ranking_says: str
    ranking_link: Link | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Regions like this one: `says` is the sentence before the list."""

    title: str
    entries: tuple[AlikeEntry, ...]
    empty: str
    says: str
    link: Link


def present_around(profile: RegionProfile) -> Around:
    return Around(
        above=tuple(Link(f"{one.name} ({one.code})", region_address(one.code, profile.selection))
                    for one in profile.place.around),
        inner=tuple(Link(f"{one.name} ({one.code})", reverse("observatory:region", args=[one.code]))
                    for one in profile.inner),
        inner_title=_inner_title(len(profile.inner)),
        neighbours=neighbours_table(profile),
        ranking=_ranking(profile),
        ranking_says=_ranking_says(profile),
        ranking_link=_ranking_link(profile),
    )  # fmt: skip


def _inner_title(count: int) -> str:
    return ngettext("%(count)s NUTS 3 region inside", "%(count)s NUTS 3 regions inside", count) % {"count": count}


def neighbours_table(profile: Profile) -> Table | None:
    """Regions of the same level that share a border on land; None for islands."""
    region = profile.place.region
    own = placing(region.code, region.version).codes if region.level else (region.code,)
    codes = dict.fromkeys(current_code(code, OUTLINE_NUTS) for code in neighbours_of(own))
    found = [one for code in codes if (one := _region(code)) is not None]
    if not found:
        return None
    caption = gettext("Neighbours that share a border, %(year)s") % {"year": profile.year}
    rows = tuple(_neighbour(profile, one) for one in sorted(found, key=lambda one: _order(region, one)))
    return Table(caption, _columns(with_country=True), rows)


def _order(own: Region, other: Region) -> tuple[bool, int, bytes]:
    """Those of the own country first."""
    return other.country_id != own.country_id, other.country.protocol_order, bytes(other.sort_key)


def _region(code: str) -> Region | None:
    """The newest row of a code."""
    rows = reference().by_code.get(code, ())
    return rows[-1] if rows else None


def _columns(*, with_country: bool = False) -> tuple[Column, ...]:
    country = (Column("country", gettext("Country")),) if with_country else ()
    return (
        Column("region", gettext("Region")),
        *country,
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("clusters", gettext("Statistical clusters"), is_numeric=True),
        Column("three_stars", gettext("Three stars"), is_numeric=True),
    )


def _neighbour(profile: Profile, region: Region) -> tuple[Cell, ...]:
    total = profile.field.total_of(region.pk)
    counts = _counts(profile.field, region, total)
    return (
        Cell(full_region_name(region), url=region_address(region.code, profile.selection)),
        Cell(region.country.local_name),
        _persons(total),
        *_cluster_cells(counts),
    )


def _counts(field: Field, region: Region, total: RegionFigure | None) -> RegionClusters | None:
    if total is not None:
        return field.clusters_of(total.region_id)
    same = (one for one in field.clusters if (one.region.code, one.region.level) == (region.code, region.level))
    return next(same, None)


def _persons(total: RegionFigure | None) -> Cell:
    if total is None:
        return Cell(MISSING, note=gettext("no figures under today's borders"))
    if total.persons_employed is None:
        return Cell(MISSING, note=str(total.get_no_total_display()))
    return Cell(number(total.persons_employed), note=gettext("partly estimated") if total.estimated_share else "")


def _cluster_cells(counts: RegionClusters | None) -> tuple[Cell, Cell]:
    if counts is None or not counts.judged:
        why = gettext("not judged: no total, or outside the reference area")
        return Cell(MISSING, note=why), Cell(MISSING, note=why)
    return Cell(number(number_of(counts))), Cell(number(counts.three_stars))


def _country_rows(profile: RegionProfile) -> list[RegionClusters]:
    """The country's NUTS 2 regions that were judged: most clusters first."""
    country = profile.place.region.country_id
    rows = [one for one in profile.field.of_regions if one.region.country_id == country and one.judged]
    return sorted(rows, key=lambda one: (-number_of(one), -one.three_stars, one.region.code))


def _rank(rows: Sequence[RegionClusters], own: RegionClusters) -> int:
    return 1 + sum(number_of(one) > number_of(own) for one in rows)


def _own(profile: RegionProfile, rows: Iterable[RegionClusters]) -> RegionClusters | None:
    total = profile.total
    return next((one for one in rows if total is not None and one.region_id == total.region_id), None)


def _ranking(profile: RegionProfile) -> Table | None:
    rows = _country_rows(profile)
    if len(rows) < 2:
        return None
    values = {"country": profile.place.region.country.local_name, "year": profile.year}
    in_clusters = Column("share_in_clusters", gettext("In clusters"), gettext("% of the region"), is_numeric=True)
    columns = (Column("rank", gettext("Rank"), is_numeric=True), *_columns(), in_clusters)
    lines = tuple(_ranking_row(profile, rows, one) for one in rows)
    return Table(gettext("Regions by statistical clusters, %(year)s: %(country)s") % values, columns, lines)


def _ranking_row(profile: RegionProfile, rows: Sequence[RegionClusters], one: RegionClusters) -> tuple[Cell, ...]:
    total = next((row for row in profile.field.totals if row.region_id == one.region_id), None)
    region = region_of(total) if total else one.region
    is_own = one == _own(profile, rows)
    return (
        Cell(number(_rank(rows, one))),
        Cell(full_region_name(region), url=region_address(region.code, profile.selection),
             note=gettext("this region") if is_own else ""),
        _persons(total),
        *_cluster_cells(one),
        Cell(share(one.share_in_clusters)),
    )  # fmt: skip


def _ranking_says(profile: RegionProfile) -> str:
    rows = _country_rows(profile)
    own = _own(profile, rows)
    values = {"country": profile.place.region.country.local_name, "year": profile.year, "of": len(rows)}
    if own is None or len(rows) < 2:
        return ""
    values |= {"rank": _rank(rows, own), "clusters": number_of(own)}
    return gettext("By number of statistical clusters (%(clusters)s) it has rank %(rank)s of %(of)s regions in "
                   "%(year)s: %(country)s.") % values  # fmt: skip


def _ranking_link(profile: RegionProfile) -> Link | None:
    country = profile.place.region.country
    address = carried(profile.selection).address(reverse("observatory:rankings"), country=country.code)
    return Link(gettext("Ranking of all statistical clusters: %(name)s") % {"name": country.local_name}, address)


def present_alike(profile: RegionProfile, found: Sequence[SimilarRegion]) -> Alike:
    path = reverse("observatory:similar", args=[profile.place.code])
    return Alike(
        title=gettext("Regions like this one, %(year)s") % {"year": profile.year},
        entries=alike_entries(found, profile.selection),
        empty=gettext("No distances in this year: too little is published here to compare the structure."),
        says=gettext(
            "The nearest by structure: industry mix, size, size of units, wages and what else is published. It says "
            "who has similar conditions, not who does well. Distance 0 is the same structure, 1 is usual between two "
            "regions, and so for each difference; of two values the first is this region's."
        ),
        link=Link(gettext("More regions like this one, with the map and the weights"), path),
    )
