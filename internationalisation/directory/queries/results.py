"""What a reader's choices find: exact counts of every facet, and the organisations in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Subquery

from internationalisation.directory.choices import DISTANCE, FRESHNESS, MEMBERS, NAME, RELEVANCE, Choices
from internationalisation.directory.codes import SAMPLE, FacetName, code_of
from internationalisation.directory.facets import known_values
from internationalisation.directory.queries.centres import centre_of
from internationalisation.directory.queries.keeping import Directory, get_directory
from internationalisation.directory.queries.words import find_words
from internationalisation.directory.stats.catalogue import Catalogue, Numbers
from internationalisation.directory.stats.narrowing import Mask, Narrowing, count_values, kilometres
from portal.editorial.pictures import rendition
from portal.registry.models import ClusterOrganisation
from portal.registry.models.organisation import HIDDEN_AFTER

COUNTRY_LETTERS, REGION_LETTERS = 2, 5
LOGO = "max-160x80"  # twice as large as it is shown, for fine screens
_CODED = tuple(name for name in FacetName if name not in (FacetName.COUNTRY, FacetName.REGION))


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to narrow: real organisations, or demonstration ones where they are asked for or stand alone."""

    mask: Mask
    real: int
    samples: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`positions` are rows of the catalogue in the order that was asked for; `distances` in kilometres, of all rows.

    `counts` are by code (`technology:quantum`), `countries` and `regions` (inside `node`) by place.
    """

    directory: Directory
    shown: Shown
    narrowing: Narrowing
    positions: Numbers
    counts: Mapping[str, int]
    countries: Mapping[str, int]
    node: str
    regions: Mapping[str, int]
    distances: np.ndarray | None

    @property
    def total(self) -> int:
        return len(self.positions)

    @property
    def catalogue(self) -> Catalogue:
        return self.directory.catalogue

    @property
    def members(self) -> int:
        """Of the organisations found that say how many members they have."""
        members = self.catalogue.columns.members[self.positions]
        return int(members[members > 0].sum())

    def keys(self, positions: Numbers) -> list[int]:
        found: list[int] = self.catalogue.columns.keys[positions].tolist()
        return found


def get_shown(catalogue: Catalogue, today: date, *, samples: bool = False) -> Shown:
    """Profiles that nobody confirmed for too long are hidden from one day to the next, without a job."""
    public = catalogue.alive & catalogue.confirmed_after(today - HIDDEN_AFTER)
    sample = public & catalogue.having([SAMPLE])
    real = public & ~sample
    is_sample = samples or (not real.any() and bool(sample.any()))
    return Shown(sample if is_sample else real, int(real.sum()), int(sample.sum()), is_sample)


def find(choices: Choices, today: date) -> Found:
    """1 query, 1 more for words, and 1 or 2 where something changed since this process answered last."""
    directory = get_directory()
    catalogue = directory.catalogue
    shown = get_shown(catalogue, today, samples=choices.demonstration)
    masks: dict[str, Mask] = {name: _mask(catalogue, name, values) for name, values in choices.facets}
    ranks = np.zeros(len(catalogue), dtype=np.float32)
    if choices.q:
        masks["q"] = _found_words(catalogue, choices.q, ranks)
    narrowing = Narrowing(shown.mask, masks)
    node = _node(choices)
    distances = _distances(catalogue, choices.near) if choices.near else None
    return Found(
        directory=directory,
        shown=shown,
        narrowing=narrowing,
        positions=_ordered(catalogue, narrowing.found, choices.order, ranks, distances),
        counts=count_values(catalogue, narrowing, {name: _codes_of(name) for name in _CODED}),
        countries=_countries(catalogue, narrowing),
        node=node,
        regions=count_inside(catalogue, narrowing.all_but(FacetName.REGION), node) if node else {},
        distances=distances,
    )


def _codes_of(name: FacetName) -> Sequence[str]:
    return [code_of(name, value) for value in known_values(name)]


def _mask(catalogue: Catalogue, name: FacetName, values: Iterable[str]) -> Mask:
    if name in (FacetName.COUNTRY, FacetName.REGION):
        return catalogue.inside(values)
    return catalogue.having(code_of(name, value) for value in values)


def _found_words(catalogue: Catalogue, text: str, ranks: np.ndarray) -> Mask:
    """Who holds the words; `ranks` is filled in."""
    keys, found = find_words(text)
    positions = catalogue.positions_of(keys)
    known = positions >= 0
    ranks[positions[known]] = found[known]
    mask = catalogue.nobody
    mask[positions[known]] = True
    return mask


def _countries(catalogue: Catalogue, narrowing: Narrowing) -> dict[str, int]:
    return catalogue.count_places(narrowing.all_but(FacetName.COUNTRY, FacetName.REGION), COUNTRY_LETTERS)


def _node(choices: Choices) -> str:
    """The place whose parts are offered: the chosen region, or the only chosen country."""
    chosen = choices.of(FacetName.REGION) or choices.of(FacetName.COUNTRY)
    return chosen[0] if len(chosen) == 1 else ""


def count_inside(catalogue: Catalogue, mask: Mask, node: str) -> dict[str, int]:
    """How many lie in each part of a region. Parts that hold all of it are passed over: LU0 in LU."""
    inside = mask & catalogue.inside([node])
    for letters in range(len(node) + 1, REGION_LETTERS + 1):
        parts = catalogue.count_places(inside, letters)
        if len(parts) != 1 or letters == REGION_LETTERS:
            return parts
    return {}


def _distances(catalogue: Catalogue, place: str) -> np.ndarray | None:
    origin = centre_of(place)
    return kilometres(catalogue.columns.longitude, catalogue.columns.latitude, origin) if origin else None


def _ordered(catalogue: Catalogue, mask: Mask, order: str, ranks: np.ndarray, distances: np.ndarray | None) -> Numbers:
    """Positions of the mask in order; what is equal stands by name."""
    found = catalogue.by_name[mask[catalogue.by_name]]
    columns = catalogue.columns
    weights = {
        NAME: None,
        RELEVANCE: -ranks,
        MEMBERS: -columns.members,
        FRESHNESS: -columns.confirmed,
        DISTANCE: distances,
    }[order]
    return found if weights is None else found[np.argsort(weights[found], kind="stable")]


def list_organisations(keys: Sequence[int], **more: Subquery) -> list[ClusterOrganisation]:
    """The public organisations of the keys in that order, with country and what else is asked for. 1 query."""
    rows = ClusterOrganisation.objects.public().filter(pk__in=keys).select_related("country").annotate(**more)
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def list_shown(keys: Sequence[int]) -> list[ClusterOrganisation]:
    """The same with the small picture of their logo (`picture`). 1 query."""
    return list_organisations(keys, picture=rendition("logo", LOGO))
