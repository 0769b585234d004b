"""The figures of a place's profile as datasets: unrounded, from the very objects that the page shows."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.exporting.words import STATUS_WORDS
from observatory.presenters.profile.groups import growth_of, kinds_of, period_of
from observatory.presenters.profile.structure import places_of
from observatory.presenters.profile.structure_measures import MEASURES
from observatory.presenters.stars import stars_of
from observatory.queries.region import Profile
from portal.core.page import Dataset

PORTFOLIO_COLUMNS = (
    "region", "region_current", "nuts_version", "scheme", "group", "group_name", "since", "year",
    "persons_employed_since", "persons_employed", "growth", "growth_from", "growth_to", "area_growth",
    "location_quotient",
    "comparable_quotient_since", "comparable_quotient_year", "quotient_change", "lists", "rules", "stars", "status",
    "release",
)  # fmt: skip
CHANGE_COLUMNS = (
    "region", "since", "year", "part", "section", "persons_employed_since", "persons_employed", "change",
    "area_change_rate", "national", "industry_mix", "regional", "status", "release",
)  # fmt: skip
STRUCTURE_COLUMNS = (
    "region", "nuts_version", "year", "measure", "value", "rank", "of", "median", "divisions_published",
    "published_share", "release",
)  # fmt: skip


def portfolio_dataset(profile: Profile, name: str) -> Dataset:
    """One row a group; what cannot be compared is empty."""
    note = gettext("Comparable quotients are measured against the same countries in both years; quotient_change is "
                   "their ratio minus 1. Growth and area_growth are yearly rates.")  # fmt: skip
    return Dataset(name, PORTFOLIO_COLUMNS, _portfolio_rows(profile), (*notes_of(profile.release), note))


def _portfolio_rows(profile: Profile) -> Iterator[tuple[Any, ...]]:
    rules, period = profile.selection.rules, period_of(profile)
    for one in profile.groups:
        figure = one.figure
        growth = growth_of(profile, one)
        current = figure.current_region.code if figure.current_region else None
        yield (
            figure.region.code, current, figure.region.version, figure.group.scheme_id, figure.group.code,
            figure.group.name, profile.change.since, profile.year, one.before, figure.persons_employed, growth,
            *(period if growth is not None and period else (None, None)), one.area_growth, figure.location_quotient,
            one.lq_before, one.lq_after, one.lq_change,
            " ".join(kinds_of(profile, one)), rules, stars_of(figure, profile.release, rules),
            STATUS_WORDS[figure.status], profile.release.code,
        )  # fmt: skip


def change_dataset(profile: Profile, name: str) -> Dataset:
    """A row a section, then the parts of the whole: compared sections, the rest, the total and the area."""
    note = gettext("national = persons_employed_since × area_change_rate of the row “area”; industry_mix = "
                   "persons_employed_since × (area_change_rate of the section − that of the row “area”); regional is "
                   "the rest of the change. area_change_rate is over the whole period, not a year.")  # fmt: skip
    return Dataset(name, CHANGE_COLUMNS, _change_rows(profile), (*notes_of(profile.release), note))


def _change_rows(profile: Profile) -> Iterator[tuple[Any, ...]]:
    found = profile.change.comparison
    if found is None:
        return
    head = (profile.place.code, found.since, found.year)
    release = profile.release.code
    for one in found.sections:
        change = one.after - one.before if one.after is not None and one.before is not None else None
        status = STATUS_WORDS[one.status] if one.status is not None else "published"
        yield (*head, "section", one.code, one.before, one.after, change, one.area_growth, one.national, one.mix,
               one.regional, status, release)  # fmt: skip
    before, after = (sum(getattr(one, year) or 0.0 for one in found.explained) for year in ("before", "after"))
    yield (*head, "compared-sections", None, before, after, after - before, None, found.national, found.mix,
           found.regional, None, release)  # fmt: skip
    yield (*head, "rest", None, None, None, found.rest, None, None, None, None, None, release)
    yield (*head, "total", None, found.before, found.after, found.after - found.before, None, None, None, None, None,
           release)  # fmt: skip
    yield (*head, "area", None, None, None, None, found.area_growth, None, None, None, None, release)


def structure_dataset(profile: Profile, name: str) -> Dataset:
    """A row a measure; empty where it has no figure."""
    return Dataset(name, STRUCTURE_COLUMNS, _structure_rows(profile), notes_of(profile.release))


def _structure_rows(profile: Profile) -> Iterator[tuple[Any, ...]]:
    own = profile.structure
    if own is None:
        return
    head = (own.region.code, own.region.version, profile.year)
    fields = ("herfindahl", "herfindahl_normalised", *(measure.field for measure in MEASURES))
    for field in fields:
        place = places_of(profile, field)
        tail = (own.divisions_published, own.published_share, profile.release.code)
        yield (*head, field, getattr(own, field), place.rank, place.of, place.median, *tail)
