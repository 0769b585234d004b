"""National contacts, and the organisations that somebody reviews."""

from collections.abc import Iterable

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from internationalisation.review.queries.waiting import reviewable
from portal.editorial.listing import ChoiceFacet, Facets
from portal.registry.models import ClusterOrganisation, Membership, NationalContact, Standing
from portal.registry.models.organisation import HIDDEN_AFTER
from portal.registry.permissions import Rights
from portal.registry.reference import reference

STORED = (Standing.SUSPENDED, Standing.ARCHIVED, Standing.MERGED)
PUBLIC, HIDDEN, DRAFT = "public", "hidden", "draft"


def list_contacts() -> list[NationalContact]:
    """By country in protocol order. 1 query."""
    rows = NationalContact.objects.select_related("user", "country")
    return list(rows.order_by("country__protocol_order", "user__last_name", "user__email"))


def reviewed_organisations(rights: Rights) -> "QuerySet[ClusterOrganisation]":
    """Every organisation that somebody may decide about, by name; `shown` says what readers see of it."""
    too_old = localdate() - HIDDEN_AFTER
    shown = Case(
        When(standing__in=STORED, then=F("standing")),
        When(live=False, then=Value(DRAFT)),
        When(confirmed_on__lte=too_old, then=Value(HIDDEN)),
        default=Value(PUBLIC),
        output_field=CharField(),
    )
    rows: QuerySet[ClusterOrganisation] = reviewable(rights).annotate(shown=shown)
    return rows.order_by("name", "pk")


def count_administrators(organisations: Iterable[ClusterOrganisation]) -> dict[int, int]:
    """By organisation; those without are left out. 1 query."""
    rows = Membership.objects.filter(organisation__in=organisations, role=Membership.Role.ADMINISTRATOR)
    return dict(rows.values_list("organisation").annotate(count=Count("pk")))


def _countries() -> Iterable[tuple[str, str]]:
    return [(country.code, country.local_name) for country in reference().countries]


def _shown() -> Iterable[tuple[str, str]]:
    return [
        (PUBLIC, _("Public")),
        (HIDDEN, _("Hidden: not confirmed for long")),
        (DRAFT, _("Never published")),
        *((standing.value, str(standing.label)) for standing in STORED),
    ]


FACETS = Facets(
    (
        ChoiceFacet(name="country", label=lambda: _("Country"), field="country_id", choices=_countries),
        ChoiceFacet(name="shown", label=lambda: _("What readers see"), field="shown", choices=_shown),
    )
)
