"""Which organisations are new, and which of those fit a saved search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from internationalisation.directory.choices import LIST, Choices
from internationalisation.directory.queries.results import find
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A real organisation that readers see, and when it was first published."""

    key: int
    published_at: datetime


def list_newcomers(since: datetime, until: datetime) -> list[Newcomer]:
    """Those first published after `since`, `until` included. 1 query."""
    rows = ClusterOrganisation.objects.public().real()
    new = rows.filter(first_published_at__gt=since, first_published_at__lte=until)
    return [Newcomer(*row) for row in new.order_by().values_list("pk", "first_published_at")]


def list_fitting(choices: Choices, keys: Collection[int], today: date) -> Sequence[int]:
    """Those of the real organisations that the search finds, in its order. As many queries as the directory itself.

    A search among invented organisations asks for real ones here; where there are only invented ones nobody fits.
    """
    found = find(replace(choices, demonstration=False, view=LIST, page=1), today)
    return [] if found.shown.is_sample else [key for key in found.keys(found.positions) if key in keys]
