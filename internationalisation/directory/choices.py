"""What a reader chose in the directory: canonical address, form state and name of the downloads at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from internationalisation.directory.codes import FacetName
from portal.core.errors import BadChoice
from portal.registry.codes import official_code

LIST, CARDS, MAP = "list", "cards", "map"
VIEWS = (LIST, CARDS, MAP)
RELEVANCE, NAME, MEMBERS, FRESHNESS, DISTANCE = "relevance", "name", "members", "freshness", "distance"
LONGEST_SEARCH = 200
LONGEST_PAGE_NUMBER = 6
PARAMETERS = ("q", *FacetName, "near", "demonstration", "view", "sort", "page")
_CODES = (FacetName.COUNTRY, FacetName.REGION, FacetName.INTEREST)  # understood in small letters too


@dataclass(frozen=True, slots=True)
class Choices:
    """`facets` are (facet, values) pairs in the order of addresses; values of one facet widen each other.

    `near` is the code of a region to measure distances from. An empty `sort` is the usual one.
    """

    q: str = ""
    facets: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()
    near: str = ""
    demonstration: bool = False
    view: str = LIST
    sort: str = ""
    page: int = 1

    def of(self, facet: FacetName) -> tuple[str, ...]:
        return dict(self.facets).get(facet, ())

    @property
    def sorts(self) -> tuple[str, ...]:
        """Ways to order the results, the usual one first."""
        first = DISTANCE if self.near else RELEVANCE if self.q else NAME
        others = (RELEVANCE, NAME, MEMBERS, FRESHNESS, DISTANCE)
        possible = {RELEVANCE: bool(self.q), DISTANCE: bool(self.near)}
        return (first, *(one for one in others if one != first and possible.get(one, True)))

    @property
    def order(self) -> str:
        return self.sort or self.sorts[0]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.facets)

    def with_values(self, facet: FacetName, values: Iterable[str]) -> "Choices":
        """The same with other values of one facet, on the first page."""
        chosen = {**dict(self.facets), facet: tuple(values)}
        return replace(self, facets=_ordered(chosen), page=1)

    def without(self, facet: FacetName, value: str = "") -> "Choices":
        """Without one value of a facet, or without the facet."""
        left = (one for one in self.of(facet) if value and one != value)
        return self.with_values(facet, left)

    def cleared(self) -> "Choices":
        """The same view of everything."""
        return Choices(demonstration=self.demonstration, view=self.view)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What makes the result, whatever its order, page and view."""
        return tuple(self._pairs(("q", *FacetName, "demonstration")))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What the canonical address names, in its order."""
        return tuple(self._pairs(PARAMETERS))

    @property
    def query(self) -> str:
        return urlencode(self.pairs, safe=":")

    def address(self, path: str) -> str:
        return f"{path}?{self.query}" if self.query else path

    def _pairs(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        values: Mapping[str, tuple[str, ...]] = {
            **{facet.value: chosen for facet, chosen in self.facets},
            "q": (self.q,),
            "near": (self.near,),
            "demonstration": ("1" if self.demonstration else "",),
            "view": (self.view if self.view != LIST else "",),
            "sort": (self.sort if self.sort != self.sorts[0] else "",),
            "page": (str(self.page) if self.page > 1 else "",),
        }
        return ((name, value) for name in names for value in values.get(name, ()) if value)


def parse(query: QueryDict) -> Choices:
    """Read a query string; unknown parameters are ignored. Raises BadChoice where a value cannot be.

    Whether the codes of facets exist is asked by `facets.check`.
    """
    q = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH]
    facets = _ordered({facet: _values(facet, query.getlist(facet)) for facet in FacetName})
    choices = Choices(
        q=q,
        facets=facets,
        near=official_code(query.get("near", "")),
        demonstration=_one_of("demonstration", query.get("demonstration", ""), ("", "1")) == "1",
        view=_one_of("view", query.get("view", ""), VIEWS),
        page=_page(query.get("page", "") or "1"),
    )
    choices = _with_one_place(choices)
    sort = _one_of("sort", query.get("sort", ""), choices.sorts)
    return replace(choices, sort="" if sort == choices.sorts[0] else sort)


def _values(facet: FacetName, sent: Iterable[str]) -> tuple[str, ...]:
    plain = (value.strip() for value in sent)
    return tuple(official_code(value) if facet in _CODES and value else value for value in plain if value)


def _ordered(chosen: Mapping[FacetName, Iterable[str]]) -> tuple[tuple[FacetName, tuple[str, ...]], ...]:
    found = ((facet, tuple(sorted(set(chosen.get(facet, ()))))) for facet in FacetName)
    return tuple((facet, values) for facet, values in found if values)


def _with_one_place(choices: Choices) -> Choices:
    """A region says its country: the country is left out beside it, and the region beside other countries."""
    regions, countries = choices.of(FacetName.REGION), choices.of(FacetName.COUNTRY)
    if len(regions) > 1:
        raise BadChoice(FacetName.REGION, ", ".join(regions), regions)
    if not regions:
        return choices
    is_inside = set(countries) <= {regions[0][:2]}
    left = choices.without(FacetName.COUNTRY if is_inside else FacetName.REGION)
    return replace(left, page=choices.page)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, the first allowed one for none. Raises BadChoice."""
    if value and value not in allowed:
        raise BadChoice(name, value, allowed)
    return value or allowed[0]


def _page(number: str) -> int:
    if not (number.isascii() and number.isdigit()) or len(number) > LONGEST_PAGE_NUMBER or int(number) < 1:
        raise BadChoice("page", number, ("1",))
    return int(number)
