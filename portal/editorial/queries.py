"""What news and events name, as the registry knows it."""

from dataclasses import dataclass

from wagtail.models import Page

from portal.registry.memory import remember
from portal.registry.models import IndustryGroup, Region


@dataclass(frozen=True, slots=True)
class Subjects:
    regions: tuple[Region, ...]
    groups: tuple[IndustryGroup, ...]


def get_subjects(page: Page) -> Subjects:
    """Today's regions and the industry groups that a news item or an event names. 1 query, and 1 for new regions."""
    regions = _regions(tuple(page.region_codes)) if page.region_codes else ()
    return Subjects(regions, tuple(page.industry_groups.all()))


@remember
def _regions(codes: tuple[str, ...]) -> tuple[Region, ...]:
    return tuple(Region.objects.current().filter(code__in=codes))
