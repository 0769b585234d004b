"""The comparison of cluster policies: map, table, filters and the row of downloads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from observatory.converters import TABLE_FORMATS
from observatory.maps.spec import Legend
from observatory.presenters.policy.choice import PolicyChoice, filters_of
from observatory.presenters.policy.map import policy_map
from observatory.presenters.policy.table import chosen_rows, policy_table
from observatory.presenters.policy.words import criterion_name, index_lead
from observatory.presenters.sheets import Drawing
from observatory.presenters.trail import trail
from observatory.presenters.words import BOUNDARIES
from observatory.queries.outlines import MapGround
from observatory.queries.policy import CountryRow
from portal.core.formatting import day, number
from portal.core.page import FigureActions, FilterForm, Link, PageMeta, Table
from portal.registry.models import Country


@dataclass(frozen=True, slots=True)
class PolicyIndex:
    """`maps` is empty where the outlines are not loaded, `has_entries` False before the first entry is public."""

    page: PageMeta
    map_title: str
    maps: tuple[Drawing, ...]
    legend: Legend
    table: Table
    count: str
    filters: FilterForm
    actions: FigureActions
    has_entries: bool
    boundaries: str


def present_policies(rows: Sequence[CountryRow], choice: PolicyChoice, ground: MapGround, path: str) -> PolicyIndex:
    page = _meta(rows, choice, path)
    shown = chosen_rows(rows, choice)
    svg, legend = policy_map(rows, choice.show, ground, page.lead)
    count = ngettext("%(count)s country", "%(count)s countries", len(shown)) % {"count": number(len(shown))}
    return PolicyIndex(
        page=page,
        map_title=criterion_name(choice.show),
        maps=(Drawing(svg, ""),) if svg else (),
        legend=legend,
        table=policy_table(shown, choice, path),
        count=count,
        filters=filters_of(choice, path),
        actions=_actions(choice, path),
        has_entries=any(row.facts for row in rows),
        boundaries=str(BOUNDARIES),
    )


def _meta(rows: Sequence[CountryRow], choice: PolicyChoice, path: str) -> PageMeta:
    title = gettext("Cluster policy in Europe")
    lead = index_lead([row for row in rows if row.country.membership == Country.Membership.EU27])
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=choice.address(path),
        breadcrumbs=trail(Link(gettext("Cluster policy"), path)),
        section="observatory",
    )


def _actions(choice: PolicyChoice, path: str) -> FigureActions:
    downloads = (Link(suffix.upper(), choice.address(f"{path.rstrip('/')}.{suffix}")) for suffix in TABLE_FORMATS)
    return FigureActions(
        downloads=tuple(downloads),
        citation=gettext("%(portal)s: %(title)s. As of %(day)s. %(url)s")
        % {
            "portal": settings.PORTAL_NAME,
            "title": gettext("Cluster policy in Europe"),
            "day": day(timezone.localdate()),
            "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + choice.address(path),
        },
        report_url=f"{reverse('observatory:report')}?address={path}",
    )
