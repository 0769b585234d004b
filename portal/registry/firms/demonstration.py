"""Demonstration firms: made-up names on real regions and industries, the same at every run, never counted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from portal.registry.firms.trades import LEGAL_FORMS, TRADES
from portal.registry.geometry.locating import locate
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, FirmYear, GroupMember, Industry, Region
from portal.registry.models.firm import FIGURES_NUTS

SOURCE = "demonstration"
SEED = 2026
SIZES = (Firm.Size.MICRO, Firm.Size.SMALL, Firm.Size.MEDIUM, Firm.Size.LARGE)
SHARES = (0.55, 0.28, 0.12, 0.05)
PERSONS = (5, 25, 120, 700)
SPREAD = 0.08  # degrees around the middle of a region
EARLIEST, LATEST = date(2012, 1, 1), date(2026, 1, 1)
FIGURES_YEAR = 2024
EVERY_FIGURES, EVERY_CONFIRMED = 8, 16


class NotADemonstration(ValueError):
    """Demonstration firms are members of demonstration organisations only."""


@dataclass(frozen=True, slots=True)
class _World:
    """What firms are made from: NUTS 3 regions of today by code, NACE classes, and divisions by group key."""

    regions: Mapping[str, tuple[float | None, float | None]]
    classes: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]


@transaction.atomic
def make_firms(organisations: Sequence[ClusterOrganisation], count: int = 2_000) -> int:
    """Replace all demonstration firms by `count` members of these demonstration organisations; returns how many.

    Raises NotADemonstration where one of the organisations is real.
    """
    real = [str(organisation) for organisation in organisations if not organisation.is_demonstration]
    if real:
        raise NotADemonstration(f"No demonstration organisations: {', '.join(real[:3])}.")
    remove_firms()
    if not organisations:
        return 0
    rng, world = np.random.default_rng(SEED), _world()
    homes = [organisations[number % len(organisations)] for number in range(count)]
    firms = [_firm(number, home, world, rng) for number, home in enumerate(homes, 1)]
    _place(firms, world, rng)
    Firm.objects.bulk_create(firms, 1_000)
    FirmMembership.objects.bulk_create(_memberships(firms, homes, organisations, rng), 1_000)
    FirmYear.objects.bulk_create(_years(firms, homes))
    return len(firms)


def remove_firms() -> int:
    """Delete all demonstration firms with their memberships and figures; returns how many firms."""
    count = Firm.objects.filter(is_demonstration=True).count()
    Firm.objects.filter(is_demonstration=True).delete()
    return count


def _world() -> _World:
    regions = Region.objects.current().filter(level=3, is_extra_regio=False).order_by("code")
    groups: dict[str, list[str]] = defaultdict(list)
    members = GroupMember.objects.order_by("group", "-weight", "industry")
    for scheme, code, industry in members.values_list("group__scheme_id", "group__code", "industry_id"):
        groups[f"{scheme}:{code}"].append(industry)
    return _World(
        regions={code: (east, north) for code, east, north in regions.values_list("code", "longitude", "latitude")},
        classes=tuple(Industry.objects.filter(level=4).order_by("code").values_list("code", flat=True)),
        groups={key: tuple(codes) for key, codes in groups.items()},
    )


def _firm(number: int, home: ClusterOrganisation, world: _World, rng: np.random.Generator) -> Firm:
    """A firm of an industry of its organisation, near it."""
    nace = _pick(rng, _classes_of(home, world)) or ""
    further = _pick(rng, _classes_of(home, world)) if rng.random() < 0.3 else ""
    trade = TRADES.get(nace[:3], TRADES.get(nace[:1], "Services"))
    form = LEGAL_FORMS.get(home.country_id, "Ltd")
    return Firm(
        name=f"Sample {trade} {number:04d} {form}",
        country_id=home.country_id,
        registration_number=f"DEMO-{number:05d}",
        town=home.city,
        region_code=_pick(rng, _regions_of(home, world)) or "",
        nace=nace,
        further_nace=further if further != nace else "",
        size_class=SIZES[rng.choice(len(SIZES), p=SHARES)],
        year_founded=int(rng.integers(1950, 2024)),
        website=f"https://firm-{number:04d}.example/",
        is_demonstration=True,
        source=SOURCE,
        source_key=str(number),
    )


def _pick(rng: np.random.Generator, values: Sequence[str]) -> str:
    return str(values[int(rng.integers(len(values)))]) if values else ""


def _classes_of(home: ClusterOrganisation, world: _World) -> list[str]:
    """NACE classes of the organisation's groups; of manufacturing where it names none."""
    industries = tuple(code for key in home.groups for code in world.groups.get(key, ())[:3]) or ("C",)
    return [code for code in world.classes if code.startswith(industries)]


def _regions_of(home: ClusterOrganisation, world: _World) -> list[str]:
    """NUTS 3 regions inside the organisation's NUTS 2 region, else of its country."""
    around = home.region_code[:4] or home.country_id
    return [code for code in world.regions if code.startswith(around)]


def _place(firms: Sequence[Firm], world: _World, rng: np.random.Generator) -> None:
    """A position inside the region, near its middle; and the region of the figures' NUTS version around it."""
    middles = np.array([world.regions.get(firm.region_code, (None, None)) for firm in firms], dtype=float)
    moved = middles + rng.uniform(-SPREAD, SPREAD, middles.shape)
    is_inside = locate(*moved.T).codes == np.array([firm.region_code for firm in firms])
    places = np.where(is_inside[:, None], moved, middles).round(5)
    figures = locate(*places.T, FIGURES_NUTS).codes
    for firm, (east, north), code in zip(firms, places.tolist(), figures.tolist(), strict=True):
        if not np.isnan(east):
            firm.longitude, firm.latitude, firm.placed_by = east, north, Firm.Placed.POSITION
        firm.figures_code = code


def _memberships(
    firms: Sequence[Firm],
    homes: Sequence[ClusterOrganisation],
    organisations: Sequence[ClusterOrganisation],
    rng: np.random.Generator,
) -> list[FirmMembership]:
    """Every firm in its home; some have left it, and some are members of a second organisation too."""
    found: list[FirmMembership] = []
    for firm, home in zip(firms, homes, strict=True):
        other = organisations[int(rng.integers(len(organisations)))]
        joined = EARLIEST + timedelta(days=int(rng.integers((LATEST - EARLIEST).days)))
        left = joined + timedelta(days=int(rng.integers(90, 1500))) if rng.random() < 0.1 else None
        found.append(FirmMembership(firm=firm, organisation=home, joined_on=joined, left_on=left))
        if rng.random() < 0.12 and other.pk != home.pk:
            found.append(FirmMembership(firm=firm, organisation=other, joined_on=joined))
    return found


def _years(firms: Sequence[Firm], homes: Sequence[ClusterOrganisation]) -> list[FirmYear]:
    """Figures of some firms, and of some of these confirmed as public."""
    persons = dict(zip(SIZES, PERSONS, strict=True))
    return [
        FirmYear(
            firm=firm, year=FIGURES_YEAR, source=SOURCE, **_figures(persons[firm.size_class]), **_consent(number, home)
        )
        for number, (firm, home) in enumerate(zip(firms, homes, strict=True))
        if number % EVERY_FIGURES == 0
    ]


def _figures(persons: int) -> dict[str, Any]:
    return {"employees": persons, "turnover_eur": persons * 150_000}


def _consent(number: int, home: ClusterOrganisation) -> dict[str, Any]:
    if number % EVERY_CONFIRMED:
        return {}
    return {"confirmed_by_organisation": home, "confirmed_at": timezone.now()}
