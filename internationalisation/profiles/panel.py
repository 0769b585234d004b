"""The panel of organisations on pages of the Observatory: who is here, of what industry."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles.words import demonstration_note, members_text
from portal.core.menu import localised
from portal.core.panels import About, Asked, Panel, PanelRow
from portal.editorial.gathering import objects_of, parts_of
from portal.registry.models import ClusterOrganisation

KEY = "organisations"
ROWS = 5


def organisations_panels(about: About, viewer: Any) -> Asked:
    """A part of the one question of all panels."""
    questions = {KEY: _rows(about)}
    return Asked(parts_of(questions), lambda rows: (_panel(about, objects_of(questions, rows)[KEY]),))


def _panel(about: About, found: Sequence[Any]) -> Panel:
    """The largest first, with how many there are.

    Demonstration rows are named only where there is no real one, and then as what they are.
    """
    is_invented = bool(found) and found[0].is_demonstration
    shown = [one for one in found if one.is_demonstration == is_invented]
    return Panel(
        key=KEY,
        title=_("Demonstration organisations") if is_invented else _("Cluster organisations here"),
        count=shown[0].in_all if shown else 0,
        rows=tuple(map(_row, shown)),
        link=directory_address(about),
        empty=_("No cluster organisation has a profile here yet."),
    )


def _rows(about: About) -> "QuerySet[Any]":
    """Real ones before invented ones, so that the first rows hold a real one wherever there is one.

    The place is the page's own code, the first: the regions around it hold organisations that are elsewhere.
    """
    group = f"{about.scheme}:{about.group_code}" if about.group_code else ""
    organisations = ClusterOrganisation.objects.public().about(region_codes=about.region_codes[:1], group=group)
    counted: QuerySet[Any] = organisations.annotate(in_all=Window(Count("pk"), partition_by=F("is_demonstration")))
    order = ("is_demonstration", F("members_total").desc(nulls_last=True), "name", "pk")
    return counted.order_by(*order)[:ROWS]


def _row(one: Any) -> PanelRow:
    members = members_text(one.members_total) if one.members_total else ""
    mark = demonstration_note() if one.is_demonstration else ""
    detail = " · ".join(filter(None, [one.city, members, mark]))
    contact = reverse("internationalisation:contact", args=[one.slug, one.pk])
    return PanelRow(one.name, one.get_absolute_url(), detail, contact=contact)


def directory_address(about: About) -> str:
    """The directory, narrowed to the subject of the page."""
    place = about.region_codes[0] if about.region_codes else ""
    pairs: Sequence[tuple[str, str]] = (
        ("country" if len(place) == len("DE") else "region", place),
        ("group", f"{about.scheme}:{about.group_code}" if about.group_code else ""),
    )
    query = urlencode([(name, value) for name, value in pairs if value], safe=":")
    return f"{localised('/clusters/')}?{query}" if query else localised("/clusters/")
