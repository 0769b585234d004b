"""What a reader must know of a change: why years cannot be compared, against what it is measured, which codes."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from observatory.presenters.words import area_name
from observatory.queries.change_shapes import Comparison, Obstacle, Refused
from observatory.queries.region import Profile
from portal.core.formatting import rate, share


def why_none(profile: Profile) -> str:
    """Why there is no comparison, in a sentence."""
    refusal = profile.change.refusal
    if refusal is not None:
        values = {"since": refusal.year, "year": profile.year, "why": reason(profile, refusal)}
        return gettext("%(since)s and %(year)s cannot be compared: %(why)s.") % values
    if profile.change.asked is not None:
        return gettext("The earlier year must lie before %(year)s.") % {"year": profile.year}
    return gettext("There is no earlier year to compare with.")


def reason(profile: Profile, refused: Refused) -> str:
    values = {"year": refused.at, "area": area_name(profile.selection.area)}
    if refused.obstacle == Obstacle.NO_TOTAL:
        return gettext("no total in %(year)s") % values
    if refused.obstacle == Obstacle.BREAK:
        return gettext("break in series in %(year)s") % values
    if refused.obstacle == Obstacle.UNION:
        return gettext("%(year)s is a sum over former regions") % values
    if refused.obstacle == Obstacle.METHOD:
        return gettext("the totals of the two years were computed in different ways")
    return gettext("too few countries of the reference area (%(area)s) publish both years") % values


def reasons(profile: Profile, refused: Iterable[Refused]) -> Iterator[str]:
    """`2008, 2009: no total in 2009`: years of the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for one in refused:
        by_reason.setdefault(reason(profile, one), []).append(str(one.year))
    for why, years in by_reason.items():
        yield gettext("%(name)s: %(value)s") % {"name": ", ".join(years), "value": why}


def change_notes(profile: Profile) -> Iterator[str]:
    found = profile.change.comparison
    if found is None:
        return
    yield _measured_against(profile, found)
    for jump in profile.change.jumps:
        values = {"year": jump.year, "rate": rate(jump.rate), "before": jump.year - 1}
        yield gettext("Caution: the country's total changes by %(rate)s from %(before)s to %(year)s without a break "
                      "being flagged. A part of this is probably not real growth.") % values  # fmt: skip
    yield from _versions(profile, found)
    if any(one.estimated_share for one in profile.totals if one.year in (found.since, found.year)):
        yield gettext("A part of the region's total is estimated; sections are as published.")
    if found.rest is None:
        yield gettext("One section is not published in both years. What is left of the total would be its figure, so "
                      "the drawing shows the published sections only.")  # fmt: skip


def _measured_against(profile: Profile, found: Comparison) -> str:
    values = {
        "count": found.countries,
        "share": share(found.area_share, 0),
        "area": area_name(profile.selection.area),
        "since": found.since,
        "year": found.year,
    }
    return (
        gettext(
            "Measured against the %(count)s countries that publish both %(since)s and %(year)s without a break: "
            "%(share)s of the persons employed in the %(area)s. Weights are those of %(since)s, by sections (NACE B–N "
            "without K, and S95)."
        )
        % values
    )


def _versions(profile: Profile, found: Comparison) -> Iterator[str]:
    """Codes and NUTS versions of the two years, where they differ."""
    rows = {one.year: one.region for one in profile.totals if not one.is_union}
    first, last = rows.get(found.since), rows.get(found.year)
    if first is None or last is None or first.version == last.version:
        return
    values = {"since": found.since, "year": found.year, "first": first.version, "last": last.version}
    if first.code != last.code:
        values |= {"old": first.code, "new": last.code}
        yield gettext("The code changed from %(old)s (NUTS %(first)s, %(since)s) to %(new)s (NUTS %(last)s, "
                      "%(year)s); the territory is the same.") % values  # fmt: skip
        return
    yield gettext("NUTS %(first)s in %(since)s, NUTS %(last)s in %(year)s: same code and same territory.") % values
