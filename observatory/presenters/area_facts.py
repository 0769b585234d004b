"""What is said first of a country or NUTS 1 region: its lead, key facts and notices."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from observatory.presenters.notices import Notice
from observatory.presenters.region_facts import recoded_notices, union_notice
from observatory.presenters.words import (
    cluster_count,
    group_label,
    region_name,
    region_of,
)
from observatory.queries.area_profile import AreaProfile, Inside
from portal.core.formatting import MISSING, number, share
from portal.core.page import KeyFact


def name_and_year(profile: AreaProfile) -> dict[str, object]:
    return {"name": region_name(profile.place.region), "year": profile.year}


def lead_of_area(profile: AreaProfile) -> str:
    clusters, regions = _sum_clusters(profile), len(profile.inside)
    if not profile.inside:
        return gettext("%(name)s: no regional figures are published for %(year)s.") % name_and_year(profile)
    words = {
        "clusters": cluster_count(clusters),
        "regions": ngettext("%(count)s region", "%(count)s regions", regions) % {"count": regions},
    }
    sentence = gettext("%(name)s: %(clusters)s in %(regions)s (NUTS 2) in %(year)s.")
    if not any(clusters_inside(one) is not None for one in profile.inside):
        none = gettext("%(name)s: no region inside has a total in %(year)s, so no statistical cluster can be named.")
        return none % name_and_year(profile)
    if not profile.strongest:
        return sentence % {**name_and_year(profile), **words}
    best = profile.strongest[0]
    words |= {"group": group_label(best.group), "place": region_name(region_of(best))}
    sentence = gettext("%(name)s: %(clusters)s in %(regions)s (NUTS 2) in %(year)s; strongest: %(group)s, %(place)s.")
    return sentence % {**name_and_year(profile), **words}


def _sum_clusters(profile: AreaProfile) -> int:
    return sum(clusters_inside(one) or 0 for one in profile.inside)


def clusters_inside(one: Inside) -> int | None:
    """None where nothing was judged."""
    if one.counts is None or not one.counts.judged:
        return None
    return one.counts.one_star + one.counts.two_stars + one.counts.three_stars


def facts_of_area(profile: AreaProfile) -> Iterable[KeyFact]:
    year = str(profile.year)
    yield from _cluster_facts(profile, year)
    total = profile.total
    value = total.persons_employed if total else None
    label = gettext("Persons employed, business economy covered")
    yield KeyFact(label, number(value), year=year, note=gettext("NACE B–N without K, and S95") if value else "")
    yield _share_fact(profile, year)


def _cluster_facts(profile: AreaProfile, year: str) -> Iterable[KeyFact]:
    """Counts over the regions that were judged; where none was, there is no count, not even zero."""
    label = gettext("Statistical clusters in its regions")
    counts = [count for one in profile.inside if (count := clusters_inside(one)) is not None]
    if not counts:
        yield KeyFact(label, MISSING, year=year, note=gettext("no region inside has a total"))
        return
    values = {"with": sum(map(bool, counts)), "of": len(counts)}
    note = gettext("in %(with)s of %(of)s regions judged") % values
    yield KeyFact(label, number(sum(counts)), year=year, note=note)
    if profile.selection.rules == "three-stars":
        top = sum(one.counts.three_stars for one in profile.inside if one.counts)
        yield KeyFact(gettext("With three stars"), number(top), year=year)


def _share_fact(profile: AreaProfile, year: str) -> KeyFact:
    """Over the regions that have a total: others would pull the share down without saying so."""
    pairs = [(one.counts.persons_in_clusters, one.total.persons_employed) for one in profile.inside if one.counts]
    known = [(inside, total) for inside, total in pairs if inside is not None and total]
    label = gettext("Share of persons employed in statistical clusters")
    if not known:
        return KeyFact(label, MISSING, year=year, note=gettext("no region inside has a total"))
    value = sum(inside for inside, _total in known) / sum(total for _inside, total in known)
    note = ngettext("over %(count)s region with a total", "over %(count)s regions with a total", len(known))
    return KeyFact(label, share(value), year=year, note=note % {"count": len(known)})


def notices_of_area(profile: AreaProfile) -> Iterable[Notice]:
    footnote = profile.place.region.country.footnote
    if footnote:
        yield Notice("info", gettext("Designation"), gettext(footnote))
    if any(figure.is_union for figure in profile.figures):
        yield union_notice()
    yield from recoded_notices(profile.place, profile.published_as)
