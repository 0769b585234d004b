"""The industry groups of a place: in which lists each is, and in which years its growth is measured."""

from observatory.portfolio import Facts, is_at_risk, is_emerging, is_strength
from observatory.presenters.stars import stars_of
from observatory.queries.group_change import GroupChange
from observatory.queries.region import Profile
from portal.registry.models import IndustryGroup


def facts_of(profile: Profile, change: GroupChange) -> Facts:
    """What the rules ask, in one place for page, chart and download."""
    figure = change.figure
    return Facts(
        quotient=figure.location_quotient,
        persons=figure.persons_employed,
        stars=stars_of(figure, profile.release, profile.selection.rules) or 0,
        persons_before=change.before,
        quotient_before=change.lq_before,
        quotient_change=change.lq_change,
        growth=change.growth,
        area_growth=change.area_growth,
    )


def kinds_of(profile: Profile, change: GroupChange) -> tuple[str, ...]:
    """Lists that the group is in: `strength`, `emerging`, `at-risk`; none for groups that serve local markets."""
    if is_local(change):
        return ()
    facts = facts_of(profile, change)
    tests = (("strength", is_strength), ("emerging", is_emerging), ("at-risk", is_at_risk))
    return tuple(code for code, test in tests if test(facts))


def period_of(profile: Profile) -> tuple[int, int] | None:
    """Years of the growth shown: those compared, or else the last ones before a break that most groups share."""
    if profile.change.since is not None:
        return profile.change.since, profile.year
    found = [(one.growth_from, one.growth_to) for one in profile.figures if one.growth_from and one.growth_to]
    return max(set(found), key=found.count) if found else None


def growth_of(profile: Profile, one: GroupChange) -> float | None:
    """Yearly growth in this period; None where the group has none in just these years."""
    if profile.change.since is not None:
        return one.growth
    is_same = (one.figure.growth_from, one.figure.growth_to) == period_of(profile)
    return one.figure.growth if is_same else None


def years_of(profile: Profile) -> dict[str, object]:
    """The years as words want them: growth from `since` to `until`, quotients of `year`."""
    first, last = period_of(profile) or (profile.year, profile.year)
    return {"since": first, "until": last, "year": profile.year}


def drawable(profile: Profile) -> list[GroupChange]:
    """Groups with both measures, those that deserve a name first: specialised and large."""
    rows = [one for one in profile.groups if growth_of(profile, one) is not None and one.figure.location_quotient]
    return sorted(rows, key=lambda one: -_weight(profile, one))


def _weight(profile: Profile, one: GroupChange) -> float:
    """Persons employed beyond what the area's share would give; groups in a list come first."""
    figure = one.figure
    beyond = (figure.persons_employed or 0.0) * max(0.0, 1 - 1 / (figure.location_quotient or 1.0))
    return beyond + (1e9 if kinds_of(profile, one) else 0.0)


def is_local(one: GroupChange) -> bool:
    """Whether the group serves local markets."""
    return one.figure.group.market == IndustryGroup.Market.LOCAL
