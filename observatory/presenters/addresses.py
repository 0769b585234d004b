"""Addresses of pages with the visitor's choices carried along: year, rules, area and a pinned release."""

from django.urls import reverse

from observatory.models import ClusterFigure
from observatory.presenters.words import region_of
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Region


def carried(selection: Selection, scheme: str = "") -> Selection:
    """Only the choices that another page understands too; `scheme` for pages of places."""
    return Selection(
        scheme=scheme,
        year=selection.year,
        rules=selection.rules,
        area=selection.area,
        release=selection.release,
        defaults=selection.defaults,
    )


def region_address(code: str, selection: Selection) -> str:
    path = reverse("observatory:region", args=[code])
    return carried(selection, selection.scheme).address(path)


def group_address(group: IndustryGroup, selection: Selection) -> str:
    return carried(selection).address(reverse("observatory:industry", args=[group.scheme_id, group.code]))


def cell_address(figure: ClusterFigure, selection: Selection) -> str:
    return address_of_cell(region_of(figure), figure.group, selection)


def address_of_cell(region: Region, group: IndustryGroup, selection: Selection) -> str:
    path = reverse("observatory:cluster", args=[region.code, group.scheme_id, group.code])
    return carried(selection).address(path)
