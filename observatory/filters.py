"""Filters of the rankings: a django-filter FilterSet over cells, its values already checked by `Narrowed`."""

import django_filters
from django.db.models import QuerySet

from observatory.models import ClusterFigure, Release


class CellFilter(django_filters.FilterSet):
    """Narrows the cells of one release to what was chosen; `least_growth` is a rate, 0.02 is 2 %."""

    scheme = django_filters.CharFilter(field_name="group__scheme")
    group = django_filters.CharFilter(field_name="group__code")
    year = django_filters.NumberFilter()
    area = django_filters.CharFilter()
    country = django_filters.CharFilter(field_name="region__country")
    stars = django_filters.NumberFilter(method="at_least")
    persons = django_filters.NumberFilter(field_name="persons_employed", lookup_expr="gte")
    least_growth = django_filters.NumberFilter(field_name="growth", lookup_expr="gte")

    class Meta:
        model = ClusterFigure
        fields = ("scheme", "group", "year", "area", "country", "stars", "persons", "least_growth")

    def __init__(self, *args: object, release: Release, rules: str, **kwargs: object):
        super().__init__(*args, **kwargs)
        self.place = release.rule_sets.index(rules)

    def at_least(self, cells: "QuerySet[ClusterFigure]", name: str, stars: int) -> "QuerySet[ClusterFigure]":
        """Cells with `stars` or more; none asked: every cell, judged or not."""
        return cells.filter(**{f"stars__{self.place}__gte": stars}) if stars else cells
