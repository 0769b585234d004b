"""Everything that somebody may see of organisations, in the columns that an import reads."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from internationalisation.exchange.columns import COLUMNS, ID, text_of
from internationalisation.review.drafts import draft_of
from internationalisation.review.states import state_of, with_workflow
from portal.core.page import Dataset
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights

KNOWN = ("state", "confirmed_on", "demonstration")  # what the portal says of a profile: out, never in


def list_own(rights: Rights) -> "QuerySet[ClusterOrganisation]":
    """All for moderators; else those of one's own organisations and countries, real ones first. 1 query."""
    rows = with_workflow(ClusterOrganisation.objects.select_related("country", "latest_revision"))
    if not rights.is_moderator:
        rows = rows.filter(Q(pk__in=rights.roles) | Q(country__in=rights.countries))
    return rows.order_by("is_demonstration", "country", "name", "pk")


def export(rights: Rights, *, is_demonstration: bool) -> Dataset:
    """The newest draft of each organisation. Real and demonstration rows never stand in one file."""
    rows = list_own(rights).filter(is_demonstration=is_demonstration)
    return Dataset("organisations", (ID, *COLUMNS, *KNOWN), _rows(rows))


def _rows(rows: "QuerySet[ClusterOrganisation]") -> Iterator[tuple[str, ...]]:
    for stored in rows.iterator(chunk_size=500):
        draft, about = draft_of(stored), (state_of(stored).state, stored.confirmed_on, stored.is_demonstration)
        values = (text_of(draft, column) for column in COLUMNS)
        yield (str(stored.pk), *values, str(about[0]), str(about[1]), "yes" if about[2] else "no")
