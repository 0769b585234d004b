"""The one sentence of a region's page that says what the figures say."""

from django.utils.translation import gettext

from observatory.models import ClusterFigure
from observatory.presenters.region_facts import why_not_judged
from observatory.presenters.region_figures import specialised
from observatory.presenters.words import (
    cluster_count,
    full_region_name,
    group_label,
    persons,
    region_name,
    times_the_share,
)
from observatory.queries.region import RegionProfile


def lead_of_region(profile: RegionProfile, clusters: list[ClusterFigure]) -> str:
    """One sentence that says what the figures say; names stay in the nominative."""
    values: dict[str, object] = {"name": region_name(profile.place.region), "year": profile.year}
    if not profile.figures and not profile.totals and profile.place.former:
        values["former"] = ", ".join(full_region_name(former) for former in profile.place.former)
        return gettext("%(name)s: figures are published for the former region: %(former)s.") % values
    if not profile.figures:
        return gettext("%(name)s: no figures are published for %(year)s.") % values
    if profile.total is None or profile.total.persons_employed is None:
        return _lead_without_total(profile, values)
    if any(figure.is_union for figure in profile.figures):
        values["persons"] = persons(profile.total.persons_employed)
        return gettext("%(name)s: %(persons)s in %(year)s, a sum over former regions.") % values
    return _lead_with_clusters(profile, clusters, values) if clusters else _lead_without_clusters(profile, values)


def _lead_without_total(profile: RegionProfile, values: dict[str, object]) -> str:
    values["count"] = sum(figure.persons_employed is not None for figure in profile.figures)
    return (
        gettext(
            "%(name)s: %(count)s industry groups have published figures in %(year)s; without a total of the region "
            "no statistical cluster can be named."
        )
        % values
    )


def _lead_without_clusters(profile: RegionProfile, values: dict[str, object]) -> str:
    """No star; a region that no rule judges, as those outside the area, has what it is most specialised in."""
    if profile.standing is not None:
        return gettext("%(name)s: no statistical cluster in %(year)s under these rules.") % values
    values["reason"] = why_not_judged(profile)
    rows = specialised(profile)
    if not rows:
        return gettext("%(name)s: no stars in %(year)s – %(reason)s.") % values
    values |= {
        "group": group_label(rows[0].group),
        "persons": persons(rows[0].persons_employed),
        "times": times_the_share(rows[0].location_quotient, profile.selection.area),
    }
    return gettext("%(name)s, %(year)s: most specialised in %(group)s – %(persons)s, %(times)s.") % values


def _lead_with_clusters(profile: RegionProfile, clusters: list[ClusterFigure], values: dict[str, object]) -> str:
    best = clusters[0]
    values |= {
        "clusters": cluster_count(len(clusters)),
        "group": group_label(best.group),
        "persons": persons(best.persons_employed),
        "times": times_the_share(best.location_quotient, profile.selection.area),
    }
    return gettext("%(name)s: %(clusters)s in %(year)s; strongest: %(group)s – %(persons)s, %(times)s.") % values
