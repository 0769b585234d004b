"""Figures of member firms as administrators of their organisation see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from internationalisation.firms.presenters import figures_text
from portal.core.formatting import day, named
from portal.registry.models import ClusterOrganisation, FirmYear


@dataclass(frozen=True, slots=True)
class FirmFigures:
    """One firm's figures, and whether they are public through this organisation."""

    pk: int
    name: str
    years: tuple[str, ...]
    state: str
    is_public: bool


def present_figures(organisation: ClusterOrganisation, years: Iterable[FirmYear]) -> list[FirmFigures]:
    return [_firm(organisation, list(rows)) for _firm_pk, rows in groupby(years, key=attrgetter("firm_id"))]


def _firm(organisation: ClusterOrganisation, years: list[FirmYear]) -> FirmFigures:
    own = [year for year in years if year.confirmed_by_organisation_id == organisation.pk and year.confirmed_at]
    since = _("Public since %(day)s") % {"day": day(own[0].confirmed_at.date())} if own else ""  # type: ignore[union-attr]  # filtered
    return FirmFigures(
        pk=years[0].firm_id,
        name=years[0].firm.name,
        years=tuple(named(str(year.year), figures_text(year)) for year in years),
        state=since or _("Not public"),
        is_public=bool(own),
    )
