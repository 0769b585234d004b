"""Key facts of a region's profile and the sentences that stand before its figures."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from observatory.models import ClusterFigure, RegionFigure
from observatory.models.figure import Area, Unjudged
from observatory.presenters.notices import Notice
from observatory.presenters.words import full_region_name, group_name, no_total_sentence, persons, region_url
from observatory.queries.place import Place
from observatory.queries.region import RegionProfile
from portal.core.formatting import MISSING, number, rate, share
from portal.core.page import KeyFact, Link
from portal.registry.conversion import Kind
from portal.registry.models import Region


def region_facts(profile: RegionProfile, clusters: list[ClusterFigure]) -> Iterable[KeyFact]:
    year = str(profile.year)
    yield _clusters_fact(profile, clusters, year)
    yield _total_fact(profile, year)
    yield _share_fact(profile, year)
    yield _growth_fact(clusters)


def _clusters_fact(profile: RegionProfile, clusters: list[ClusterFigure], year: str) -> KeyFact:
    label, standing = gettext("Statistical clusters"), profile.standing
    if standing is None:
        return KeyFact(label, MISSING, year=year, note=why_not_judged(profile))
    note = gettext("rank %(rank)s of %(of)s regions") % {"rank": standing.rank, "of": standing.of}
    top = standing.counts.three_stars
    if profile.selection.rules == "three-stars" and top:
        note += "; " + ngettext("%(count)s with three stars", "%(count)s with three stars", top) % {"count": top}
    return KeyFact(label, number(len(clusters)), year=year, note=note)


def why_not_judged(profile: RegionProfile) -> str:
    """The reason that most cells share."""
    index = profile.release.rule_sets.index(profile.selection.rules)
    reasons = [one.unjudged[index] for one in profile.figures if one.unjudged[index] is not None]
    if not reasons:
        return gettext("no figures in this year")
    return str(Unjudged(max(set(reasons), key=reasons.count)).label)


def _total_fact(profile: RegionProfile, year: str) -> KeyFact:
    label, total = gettext("Persons employed, business economy covered"), profile.total
    if total is None:
        return KeyFact(label, MISSING, year=year, note=gettext("no figures in this year"))
    if total.persons_employed is None:
        note = gettext("no total; published cells add up to %(count)s") % {"count": number(total.published_persons)}
        return KeyFact(label, MISSING, year=year, note=note)
    note = "; ".join(filter(None, (_place_by_size(profile, total), gettext("NACE B–N without K, and S95"))))
    if total.is_national:
        note += "; " + gettext("national total, which counts enterprises")
    if total.estimated_share:
        note += "; " + gettext("%(share)s of it estimated") % {"share": share(total.estimated_share)}
    return KeyFact(label, number(total.persons_employed), year=year, note=note)


def _place_by_size(profile: RegionProfile, total: RegionFigure) -> str:
    """Place among all NUTS 2 regions with a total; empty for sums over former regions."""
    sizes = [one.persons_employed for one in profile.field.totals if one.persons_employed is not None]
    if total.is_union or total.persons_employed is None or not sizes:
        return ""
    values = {"rank": 1 + sum(size > total.persons_employed for size in sizes), "of": len(sizes)}
    return gettext("rank %(rank)s of %(of)s regions with a total") % values


def _share_fact(profile: RegionProfile, year: str) -> KeyFact:
    label = gettext("Share of its persons employed in statistical clusters")
    counts = profile.standing.counts if profile.standing else None
    if counts is None or counts.share_in_clusters is None:
        return KeyFact(label, MISSING, year=year, note=why_not_judged(profile))
    shares = [
        one.share_in_clusters for one in profile.field.of_regions if one.judged and one.share_in_clusters is not None
    ]
    values = {"rank": 1 + sum(one > counts.share_in_clusters for one in shares), "of": len(shares)}
    place = gettext("rank %(rank)s of %(of)s regions") % values
    note = f"{persons(counts.persons_in_clusters)}; {place}"
    return KeyFact(label, share(counts.share_in_clusters), year=year, note=note)


def _growth_fact(clusters: list[ClusterFigure]) -> KeyFact:
    label = gettext("Fastest growth among its clusters")
    grown = [figure for figure in clusters if figure.growth is not None]
    if not grown:
        return KeyFact(label, MISSING, note=gettext("no cluster with two years to compare without a break"))
    best = max(grown, key=lambda figure: figure.growth or 0)
    period = f"{best.growth_from}–{best.growth_to}"
    return KeyFact(label, rate(best.growth), unit=gettext("a year"), year=period, note=group_name(best.group))


def region_notices(profile: RegionProfile) -> Iterable[Notice]:
    region = profile.place.region
    if region.country.footnote:
        yield Notice("info", gettext("Designation"), gettext(region.country.footnote))
    if profile.total is not None and profile.total.persons_employed is None:
        yield _no_total_notice(profile, profile.total)
    yield from recoded_notices(profile.place, profile.published_as)
    yield from _split_notices(profile)
    if any(figure.is_union for figure in profile.figures):
        yield union_notice()
    if any(one == Unjudged.OUTSIDE_AREA for figure in profile.figures for one in figure.unjudged):
        yield _outside_notice(profile)


def recoded_notices(place: Place, published: tuple[tuple[str, str], ...]) -> Iterable[Notice]:
    """Which code the figures of the year were published under, where it was another one."""
    renamed = [(code, version) for code, version in published if code != place.code]
    if renamed:
        codes = ", ".join(f"{code} (NUTS {version})" for code, version in renamed)
        text = gettext("The region has been recoded since; its territory is the same.")
        yield Notice("info", gettext("Figures published as %(codes)s") % {"codes": codes}, text)


def union_notice() -> Notice:
    text = gettext("Today's region is the exact union of former ones. Sums are shown and never ranked.")
    return Notice("info", gettext("A sum over former regions"), text)


def _no_total_notice(profile: RegionProfile, total: RegionFigure) -> Notice:
    region, last = profile.place.region, profile.last_year_with_total
    links: tuple[Link, ...] = ()
    if last is not None:
        label = gettext("Show %(year)s, the last year with a total") % {"year": last}
        links = (Link(label, profile.selection.address(region_url(region), year=str(last))),)
    title = gettext("No total in %(year)s") % {"year": profile.year}
    return Notice("warning", title, no_total_sentence(total, region), links)


def _split_notices(profile: RegionProfile) -> Iterable[Notice]:
    """A former region and today's regions point to each other: figures stay where they were published."""
    place = profile.place
    if place.successors:
        text = gettext(
            "Its territory is today's: %(regions)s. Figures were published for the former region, and stay here."
        )
        yield Notice(
            "info", _fate(place.kind), text % {"regions": _names(place.successors)}, _ways_to(place.successors)
        )
    if place.former and not profile.figures:
        text = gettext("Figures of this territory were published for: %(regions)s. They cannot be divided or moved.")
        title = gettext("No figures under today's borders")
        yield Notice("info", title, text % {"regions": _names(place.former)}, _ways_to(place.former))


def _fate(kind: Kind) -> str:
    if kind == Kind.SPLIT:
        return gettext("A former region, split since")
    if kind == Kind.UNION_MEMBER:
        return gettext("A former region, part of a larger one since")
    return gettext("A former region, its borders have changed since")


def _names(regions: tuple[Region, ...]) -> str:
    return ", ".join(full_region_name(region) for region in regions)


def _ways_to(regions: tuple[Region, ...]) -> tuple[Link, ...]:
    text = gettext("Go to %(name)s")
    return tuple(Link(text % {"name": full_region_name(region)}, region_url(region)) for region in regions)


def _outside_notice(profile: RegionProfile) -> Notice:
    address = profile.selection.address(region_url(profile.place.region), area=Area.ALL.value)
    text = gettext(
        "Figures are shown against the EU-27 and are not ranked. Choose all countries as the reference area "
        "to see ranks and stars."
    )
    link = Link(gettext("Show against all countries with data"), address)
    return Notice("info", gettext("Outside the EU-27"), text, (link,))
