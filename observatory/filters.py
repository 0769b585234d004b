"""Filters of the rankings: a django-filter FilterSet over cells, its values already checked by `Selection`."""

import django_filters
from django.db.models import QuerySet

from observatory.models import ClusterFigure, Release


class CellFilter(django_filters.FilterSet):
    """Narrows the cells of one release to scheme, group, year, area, country and a least number of stars."""

    scheme = django_filters.CharFilter(field_name="group__scheme")
    group = django_filters.CharFilter(field_name="group__code")
    year = django_filters.NumberFilter()
    area = django_filters.CharFilter()
    country = django_filters.CharFilter(field_name="region__country")
    stars = django_filters.NumberFilter(method="at_least")

    class Meta:
        model = ClusterFigure
        fields = ("scheme", "group", "year", "area", "country", "stars")

    def __init__(self, *args: object, release: Release, rules: str, **kwargs: object):
        super().__init__(*args, **kwargs)
        self.place = release.rule_sets.index(rules)

    def at_least(self, cells: "QuerySet[ClusterFigure]", name: str, stars: int) -> "QuerySet[ClusterFigure]":
        """Cells with `stars` or more; none asked: every cell, judged or not."""
        return cells.filter(**{f"stars__{self.place}__gte": stars}) if stars else cells
