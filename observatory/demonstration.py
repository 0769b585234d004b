"""Demonstration figures for a portal that can reach no official ones: seeded, plausible, and no statistics.

The figures are written as a TSV file in Eurostat's form and take the same way as official ones, on the real
regions of NUTS 2021 and the real industries. Parts add up to their totals; some cells are confidential and
the last year is provisional, so that every state of a page can be seen.
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from observatory.loading.checks.grid import SECTIONS
from portal.registry.models import Country, Industry, Region

SEED = 2_021
YEARS = tuple(range(2016, 2023))
VERSION = "2021"
PERSONS, UNITS, WAGES = "V16110", "V11210", "V13320"
# Rough shares of persons employed by section, in the order of SECTIONS.
SECTION_SHARES = (0.004, 0.22, 0.011, 0.012, 0.09, 0.24, 0.083, 0.08, 0.045, 0.02, 0.09, 0.102, 0.003)
CONFIDENTIAL_BELOW = 120
CONFIDENTIAL_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class World:
    """Regions (NUTS 2 codes) and divisions of the demonstration, and their figures: (regions, divisions, years)."""

    regions: tuple[str, ...]
    divisions: tuple[str, ...]
    persons: NDArray[np.float64]
    units: NDArray[np.float64]
    wages: NDArray[np.float64]
    is_confidential: NDArray[np.bool_]


class NoRegions(ValueError):
    """The registry holds no regions or industries yet."""


def write_demonstration(path: Path, seed: int = SEED) -> None:
    """Write the demonstration file for the regions and industries of the registry; the same seed, the same file.

    Two SQL queries. Raises NoRegions.
    """
    regions, divisions = region_codes(), _divisions()
    if not regions or not divisions:
        raise NoRegions("Load the registry first: manage.py load_registry")
    world = make_world(regions, divisions, seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        for line in lines_of(world):
            file.write(line.encode())
    part.replace(path)


def region_codes() -> tuple[str, ...]:
    """Codes of the NUTS 2 regions of the EU-27 in the version of the demonstration. 1 SQL query."""
    is_shown = Region.objects.filter(version=VERSION, level=2, is_extra_regio=False)
    members = is_shown.filter(country__membership=Country.Membership.EU27)
    return tuple(members.order_by("code").values_list("code", flat=True))


def _divisions() -> tuple[str, ...]:
    codes = Industry.objects.order_by("code").values_list("code", flat=True)
    letters = {section for section in SECTIONS if len(section) == 1}
    return tuple(code for code in codes if code == "S95" or (len(code) == 3 and code[0] in letters))


def make_world(regions: Sequence[str], divisions: Sequence[str], seed: int) -> World:
    """Figures with sizes, specialisations and trends drawn from log-normal distributions."""
    rng = np.random.default_rng(seed)
    shape = (len(regions), len(divisions))
    mix = _mix(divisions, rng) * rng.lognormal(0, 0.55, shape) * np.where(rng.random(shape) < 0.04, 3.5, 1.0)
    size = rng.lognormal(np.log(480_000), 0.75, (len(regions), 1))
    start = mix / mix.sum(axis=1, keepdims=True) * size
    growth = rng.normal(0.008, 0.02, (1, len(divisions))) + rng.normal(0, 0.012, shape)
    noise = rng.normal(0, 0.01, (*shape, len(YEARS)))
    persons = np.round(start[:, :, None] * np.exp(growth[:, :, None] * np.arange(len(YEARS)) + noise))
    units = np.ceil(persons / rng.lognormal(np.log(9), 0.6, (1, len(divisions), 1)))
    wage = rng.lognormal(np.log(0.024), 0.3, (len(regions), 1, 1)) * rng.lognormal(0, 0.2, (1, len(divisions), 1))
    is_confidential = (persons < CONFIDENTIAL_BELOW) & (rng.random(persons.shape) < CONFIDENTIAL_SHARE)
    wages = np.round(persons * wage * 1.02 ** np.arange(len(YEARS)), 1)
    return World(tuple(regions), tuple(divisions), persons, units, wages, is_confidential)


def _mix(divisions: Sequence[str], rng: np.random.Generator) -> NDArray[np.float64]:
    """Share of each division: its section's share, split unevenly over the section's divisions."""
    shares = dict(zip(SECTIONS, SECTION_SHARES, strict=True))
    sections = [code if code in shares else code[0] for code in divisions]
    weights = rng.lognormal(0, 0.7, len(divisions))
    total = {section: sum(w for w, s in zip(weights, sections, strict=True) if s == section) for section in sections}
    return np.array([shares[s] * w / total[s] for w, s in zip(weights, sections, strict=True)])


def lines_of(world: World) -> Iterator[str]:
    """The file line by line: each indicator for divisions and sections, for NUTS 2, NUTS 1 and countries."""
    yield "nace_r2,indic_sb,geo\\time\t" + "\t".join(f"{year} " for year in reversed(YEARS)) + "\n"
    places = places_of(world.regions)
    for code, members in _industries(world.divisions).items():
        is_secret = np.logical_and.reduce(world.is_confidential[:, members], axis=1)
        for indicator, figures in ((UNITS, world.units), (PERSONS, world.persons), (WAGES, world.wages)):
            sums = figures[:, members].sum(axis=1)
            for place, inside in places.items():
                secret = np.logical_and.reduce(is_secret[inside], axis=0) & (indicator != UNITS)
                yield _line(f"{code},{indicator},{place}", sums[inside].sum(axis=0), secret)


def places_of(regions: Sequence[str]) -> dict[str, list[int]]:
    """Rows of the NUTS 2 regions inside every place of levels 0, 1 and 2."""
    places: dict[str, list[int]] = {}
    for row, region in enumerate(regions):
        for length in (2, 3, 4):
            places.setdefault(region[:length], []).append(row)
    return dict(sorted(places.items()))


def _industries(divisions: Sequence[str]) -> dict[str, list[int]]:
    """Columns of the divisions inside every section and division."""
    industries: dict[str, list[int]] = {}
    for column, division in enumerate(divisions):
        if division not in SECTIONS:
            industries.setdefault(division[0], []).append(column)
        industries.setdefault(division, []).append(column)
    return dict(sorted(industries.items()))


def _line(key: str, figures: NDArray[np.float64], is_secret: NDArray[np.bool_]) -> str:
    """A row of the file, the latest year first and provisional."""
    cells = [
        ": c" if secret else f"{figure:.1f}".removesuffix(".0") + " "
        for figure, secret in zip(figures.tolist(), is_secret.tolist(), strict=True)
    ]
    latest, *earlier = reversed(cells)
    return "\t".join([key, latest + "p", *earlier]) + "\n"
