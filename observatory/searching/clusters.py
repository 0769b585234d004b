"""Statistical clusters: cells of the published release that earn stars under the default rules."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from observatory.models import ClusterFigure, Release
from observatory.models.figure import Area
from observatory.presenters.words import cluster_url, group_label, persons, region_name, region_of
from observatory.queries.release import DEFAULT_RULES, DEFAULT_SCHEME, NoRelease, get_release
from observatory.searching.made_from import release_fingerprint
from portal.core.formatting import named
from portal.core.searching import Entry
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference

OTHER_SCHEMES = 0.7


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Cells with stars in the release's default year by "region/scheme/group", none without a release. 3 queries."""
    try:
        release = get_release()
    except NoRelease:
        return
    groups = {group.pk: group for group in reference().groups}
    found = [cell for cell in _cells(release) if cell.group_id in groups]
    for cell in found:
        cell.group = groups[cell.group_id]
    for language in languages:
        with override(language):
            yield from (_entry(cell, language, release) for cell in found if keys is None or key_of(cell) in keys)


def fingerprint() -> str:
    return release_fingerprint()


def key_of(cell: ClusterFigure) -> str:
    return f"{region_of(cell).code}/{cell.group.scheme_id}/{cell.group.code}"


def _place(release: Release) -> int:
    """Of the default rules in the arrays of stars."""
    return list(release.rule_sets).index(DEFAULT_RULES)


def _cells(release: Release) -> QuerySet[ClusterFigure]:
    if DEFAULT_RULES not in release.rule_sets or release.default_year is None:
        return ClusterFigure.objects.none()
    stars = {f"stars__{_place(release)}__gt": 0}
    cells = ClusterFigure.objects.filter(release=release, area=Area.EU27, year=release.default_year, **stars)
    return cells.select_related("region__country", "current_region__country").order_by("pk")


def _entry(cell: ClusterFigure, language: str, release: Release) -> Entry:
    region, stars = region_of(cell), cell.stars[_place(release)] or 0
    place = gazetteer().by_code.get(region.code)
    return Entry(
        key=key_of(cell),
        language=language,
        title=named(region_name(region), group_label(cell.group)),
        path=cluster_url(cell),
        summary=_summary(cell, stars),
        unseen=(region.code, cell.group.code, *(place.keys if place else ())),
        weight=(0.7 + stars / 10) * (1.0 if cell.group.scheme_id == DEFAULT_SCHEME else OTHER_SCHEMES),
    )


def _summary(cell: ClusterFigure, stars: int) -> str:
    """`Statistical cluster: 3 of 3 stars; 104,228 persons employed (2014)`."""
    earned = ngettext("%(count)s of 3 stars", "%(count)s of 3 stars", stars) % {"count": stars}
    values = {"stars": earned, "persons": persons(cell.persons_employed), "year": cell.year}
    return _("Statistical cluster: %(stars)s; %(persons)s (%(year)s)") % values
