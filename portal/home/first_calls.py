"""Sample calls of a new portal."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from observatory.queries.release import DEFAULT_SCHEME
from portal.editorial.events.zones import DEFAULT_ZONE
from portal.editorial.models import CallDeadline, CallIndexPage, CallPage, Programme
from portal.home.models import HomePage
from portal.registry.models import IndustryGroup, Region

FIVE_PM = time(17)
FIELDS = (
    "slug", "title", "summary", "reference", "is_continuous", "budget_eur", "project_from_eur", "project_to_eur",
    "applicants", "partners_wanted",
)  # fmt: skip


def make_calls(home: HomePage, content: dict[str, Any]) -> None:
    """The list of calls with its samples below `home`."""
    index = home.add_child(instance=CallIndexPage(title=content["title"], slug="calls", lead=content["lead"]))
    for programme in content["programme"]:
        Programme.objects.get_or_create(slug=programme["slug"], defaults=programme)
    for item in content["item"]:
        page = index.add_child(instance=_call(item))
        groups = IndustryGroup.objects.filter(scheme=DEFAULT_SCHEME, code__in=item.get("groups", []))
        page.industry_groups.set(groups)
        page.save()


def _call(item: dict[str, Any]) -> CallPage:
    """Regions that the registry does not know yet are left out."""
    known = Region.objects.current().filter(code__in=item.get("region_codes", [])).values_list("code", flat=True)
    page = CallPage(
        programme=Programme.objects.get(slug=item["programme"]),
        source_link="https://example.org/calls",
        opens_on=timezone.localdate() + timedelta(days=item["opens_in"]) if "opens_in" in item else None,
        region_codes=list(known),
        body=[("text", item["body"].strip())],
        is_sample=True,
        **{name: item[name] for name in FIELDS if name in item},
    )
    page.deadlines = [_deadline(one) for one in item.get("deadline", [])]
    return page


def _deadline(item: dict[str, Any]) -> CallDeadline:
    day = timezone.localdate() + timedelta(days=item["in_days"])
    moment = datetime.combine(day, FIVE_PM, tzinfo=ZoneInfo(DEFAULT_ZONE))
    return CallDeadline(stage=item.get("stage", ""), moment=moment, time_zone=DEFAULT_ZONE)
