"""Which release a page shows, and what a visitor may choose within it."""

from dataclasses import replace

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from observatory.models import CurrentRelease, Release
from observatory.models.figure import Area
from observatory.selection import Choices
from portal.core.errors import NotFound, shortened
from portal.registry.memory import keep_up, remember
from portal.registry.reference import reference
from portal.registry.region_sets import region_sets

DEFAULT_SCHEME = "nace"
DEFAULT_RULES = "three-stars"


class NoRelease(Exception):
    """Nothing is published yet: pages show an empty state that says what to do."""


class ReleaseNotFound(NotFound):
    """A release that never was, or is no longer kept."""


def get_release(code: str = "") -> Release:
    """The published release, or the one named `code` when it was ever published and is kept. 1 query.

    Raises NoRelease when nothing is published, ReleaseNotFound for an unknown code.
    """
    if code:
        return _named(code)
    pointer = CurrentRelease.objects.select_related("release").first()
    if pointer is None:
        raise NoRelease
    keep_up(pointer.registry_number)
    return pointer.release


def catch_up() -> None:
    """Forget remembered schemes where one was opened or withdrawn since this process read them. 1 query."""
    number = CurrentRelease.objects.values_list("registry_number", flat=True).first()
    if number is not None:
        keep_up(number)


def _named(code: str) -> Release:
    number = CurrentRelease.objects.values("registry_number")[:1]
    known = Release.objects.filter(code=code, first_published_at__isnull=False)
    release = known.annotate(registry_number=Coalesce(Subquery(number), 0)).first()
    if release is not None:
        keep_up(release.registry_number)
    else:
        message = gettext("There is no release %(code)s, or it is no longer kept.")
        raise ReleaseNotFound(message % {"code": shortened(code)})
    return release


def choices_for(release: Release, scheme: str = DEFAULT_SCHEME) -> Choices:
    """What a visitor may choose in `release`, groups being those of `scheme`. No query once the reference is read."""
    known = _choices(scheme)
    years = tuple(str(year) for year in sorted(release.years, reverse=True))
    return replace(
        known,
        year=_first(str(release.default_year or ""), years),
        rules=_first(DEFAULT_RULES, tuple(release.rule_sets)),
        release=(release.code,),
    )


@remember
def _choices(scheme: str) -> Choices:
    known = reference()
    return Choices(
        scheme=_first(DEFAULT_SCHEME, tuple(one.code for one in known.schemes)),
        group=tuple(group.code for group in known.groups_of(scheme)),
        area=tuple(_first(Area.EU27.value, tuple(Area.values))),
        country=tuple(country.code for country in known.countries),
        within=tuple(one.code for one in region_sets()),
    )


def _first(default: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """`values` with `default` in front, where it is one of them."""
    if default not in values:
        return values
    return (default, *(value for value in values if value != default))
