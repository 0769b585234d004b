"""Inputs of the size that the portal is to bear: 1,500 regions, 88 groups, 15 years, some cells not published."""

import numpy as np

from observatory.computing.compute import Inputs
from observatory.computing.cube import NOWHERE, Cube, Groups, Places, Sections
from observatory.computing.scope import SECTIONS
from observatory.models import Status
from observatory.rules import rule_sets
from observatory.similarity import layout, variables

REGIONS, GROUPS, YEARS, COUNTRIES = 1_500, 88, 15, 30
PUBLISHED = 0.93
LOCAL = 12


def inputs(regions: int = REGIONS, groups: int = GROUPS, years: int = YEARS, countries: int = COUNTRIES) -> Inputs:
    """Countries with equally many NUTS 2 regions; every section has some of the divisions, each its own group."""
    rng = np.random.default_rng(88)
    divisions = groups - 1  # the last section, S95, is a division of its own
    section_of = np.append(np.arange(divisions) % (len(SECTIONS) - 1), len(SECTIONS) - 1)
    rows = np.append(np.arange(len(SECTIONS) - 1) + groups, groups - 1)
    persons = np.ceil(rng.lognormal(7, 1.2, (years, regions, groups)))
    country = np.arange(regions) * countries // regions
    whole = np.stack([persons[:, country == one].sum(1) for one in range(countries)], axis=1)
    table = _with_sections(np.concatenate([whole, persons], axis=1), section_of)
    hidden = rng.random(table.shape) > PUBLISHED
    hidden[:, :countries] = False
    hidden[..., groups:] = False
    status = np.where(hidden, Status.CONFIDENTIAL, Status.FINAL).astype(np.uint8)
    published = np.where(hidden, np.nan, table)
    cube = Cube(
        years=np.arange(2008, 2008 + years),
        industries=tuple(str(one) for one in range(table.shape[2])),
        persons=published,
        units=np.ceil(published / rng.uniform(2, 30, table.shape[2])),
        wages=published * rng.uniform(0.01, 0.06, table.shape),
        status=status,
        marks=np.zeros(table.shape, dtype=np.uint8),
        national=whole.sum(2),
        places=_places(country, countries, years),
        groups=_groups(groups, table.shape[2]),
        sections=Sections(rows=rows, divisions=np.arange(groups), section_of=section_of),
    )
    return Inputs(cube, (), np.arange(countries) < countries - 2, rule_sets())


def _with_sections(table: np.ndarray, section_of: np.ndarray) -> np.ndarray:
    """Divisions first, then a column for every section but the last, which is a division."""
    sums = [table[..., section_of == one].sum(-1) for one in range(len(SECTIONS) - 1)]
    return np.concatenate([table, np.stack(sums, axis=-1)], axis=2)


def _places(country: np.ndarray, countries: int, years: int) -> Places:
    places = countries + len(country)
    names = [f"{one:02d}" for one in range(countries)] + [f"{c:02d}{one:04d}" for one, c in enumerate(country)]
    rows = np.tile(np.arange(1, places + 1), (years, 1))
    return Places(
        codes=np.tile(np.array(names), (years, 1)),
        rows=rows,
        current_rows=rows,
        level=np.repeat([0, 2], [countries, len(country)]),
        country=np.append(np.arange(countries), country),
        countries=tuple(names[:countries]),
        country_place=np.arange(countries),
        parent=np.full(rows.shape, NOWHERE),
        is_extra_regio=np.zeros(places, dtype=bool),
        is_only=np.zeros(places, dtype=bool),
        is_union=np.zeros(places, dtype=bool),
    )


def _groups(groups: int, industries: int) -> Groups:
    return Groups(
        ids=np.arange(1, groups + 1),
        schemes=("nace",),
        scheme=np.zeros(groups, dtype=np.int64),
        is_traded=np.arange(groups) >= LOCAL,
        weights=np.eye(groups, industries),
        held=np.ones(groups),
    )


def quotients(regions: int = REGIONS, groups: int = GROUPS) -> np.ndarray:
    """(R, G) location quotients, some not published."""
    rng = np.random.default_rng(7)
    return np.where(rng.random((regions, groups)) < PUBLISHED, rng.lognormal(0, 0.7, (regions, groups)), np.nan)


def raw_variables(regions: int = REGIONS) -> np.ndarray:
    """(R, V) variables of similarity: compositions that add up to 1 with a few gaps, and single variables."""
    rng, where = np.random.default_rng(5), layout()
    raw = rng.lognormal(0, 1, (regions, len(variables())))
    for block in where.compositions:
        raw[:, block] /= raw[:, block].sum(1, keepdims=True)
    raw[rng.random(raw.shape) > 0.995] = np.nan
    return raw
