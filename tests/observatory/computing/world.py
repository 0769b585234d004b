"""A small Europe to compute: Germany, France and the United Kingdom in NUTS 2013, France with new codes since 2016.

Every NUTS 2 region has 1,000 persons employed in each section; country rows are sums. Tests change single cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from observatory.computing.scope import SECTIONS
from observatory.models import Observation, Release, Status
from portal.registry.models import Country, Industry, IndustryGroup, IndustryLabel, Region
from tests.observatory.factories import ReleaseFactory
from tests.registry.factories import (
    CountryFactory,
    IndustryFactory,
    IndustryGroupFactory,
    RegionChangeFactory,
    RegionFactory,
    SchemeFactory,
)

YEARS = (2012, 2013, 2014)
PERSONS, UNITS, WAGES, NATIONAL = 1, 2, 3, 6
DIVISIONS = {"C10": "C", "C29": "C", "G47": "G"}
OLD = ("DE", "DE1", "DE11", "DE12", "DE13", "FR", "FR2", "FR21", "FR3", "FR30", "FR7", "FR71", "UK", "UKC", "UKC1")
NEW = ("DE", "DE1", "DE11", "DE12", "DE13", "FR", "FRE", "FRE1", "FRE2", "FRK", "FRK2", "UK", "UKC", "UKC1")
RECODED = {"FR21": "FRE1", "FR30": "FRE2", "FR71": "FRK2"}
NUTS2 = tuple(code for code in OLD if len(code) == 4)


@dataclass
class Numbers:
    """Observations to be stored: (indicator, region, industry, year) → value, and statuses and marks apart."""

    values: dict[tuple[int, str, str, int], float | None] = field(default_factory=dict)
    status: dict[tuple[int, str, str, int], int] = field(default_factory=dict)
    marks: dict[tuple[int, str, str, int], int] = field(default_factory=dict)

    def persons(self, region: str, industry: str, value: float | None, *years: int) -> None:
        for year in years or YEARS:
            self.values[PERSONS, region, industry, year] = value

    def drop(self, region: str, industry: str, *years: int) -> None:
        for year in years or YEARS:
            self.values.pop((PERSONS, region, industry, year), None)

    def hide(self, region: str, industry: str, *years: int) -> None:
        self.persons(region, industry, None, *years)
        for year in years or YEARS:
            self.status[PERSONS, region, industry, year] = Status.CONFIDENTIAL

    def mark(self, region: str, industry: str, mark: int, year: int) -> None:
        self.marks[PERSONS, region, industry, year] = mark

    def add_up(self) -> None:
        """Country rows and NUTS 1 rows that are not given: the sums of their regions."""
        for industry in (*SECTIONS, *DIVISIONS):
            for year in YEARS:
                for whole in (code for code in OLD if len(code) < 4):
                    inside = [
                        self.values.get((PERSONS, code, industry, year))
                        for code in NUTS2
                        if code[: len(whole)] == whole
                    ]
                    known = [value for value in inside if value is not None]
                    if known:
                        self.values.setdefault((PERSONS, whole, industry, year), sum(known))


def usual_numbers() -> Numbers:
    numbers = Numbers()
    for code in NUTS2:
        for section in SECTIONS:
            numbers.persons(code, section, 1000.0)
        for division in DIVISIONS:
            numbers.persons(code, division, 400.0)
    return numbers


def build_registry() -> None:
    """Regions of four versions, the changes of 2016, industries, and the scheme of divisions."""
    _regions({"2013": OLD, "2016": NEW, "2021": NEW, "2024": [code for code in NEW if code[:2] != "UK"]})
    for old, new in RECODED.items():
        RegionChangeFactory(from_version="2013", to_version="2016", old_code=old, new_code=new)
    _industries()
    for division in DIVISIONS:
        market = IndustryGroup.Market.LOCAL if division == "G47" else IndustryGroup.Market.TRADED
        IndustryGroupFactory(code=division, market=market)


def _regions(codes: dict[str, Sequence[str]]) -> None:
    """Written a level at once, for hundreds of tests build them."""
    countries = {code: CountryFactory(code=code) for code in ("DE", "FR")}
    countries["UK"] = CountryFactory(code="UK", membership=Country.Membership.OTHER)
    made: dict[tuple[str, str], Region] = {}
    for length in (2, 3, 4):
        rows = [
            RegionFactory.build(
                code=code, version=version, country=countries[code[:2]], parent=made.get((version, code[:-1]))
            )
            for version, all_codes in codes.items()
            for code in all_codes
            if len(code) == length
        ]
        made |= {(row.version, row.code): row for row in Region.objects.bulk_create(rows)}


def _industries() -> None:
    """Sections, divisions in them, and the aggregates that are no section."""
    sections = {code: Industry(code=code, level=1) for code in SECTIONS[:-1]}
    aggregates = [Industry(code="S95", level=2), Industry(code="B-N_S95_X_K", level=0)]
    divisions = [Industry(code=code, level=2, parent_id=section) for code, section in DIVISIONS.items()]
    rows = [*sections.values(), *aggregates, *divisions]
    Industry.objects.bulk_create(rows, ignore_conflicts=True)
    labels = [IndustryLabel(industry=row, language="en", title=f"Industry {row.code}") for row in rows]
    IndustryLabel.objects.bulk_create(labels, ignore_conflicts=True)


def add_composed_group(code: str, weights: dict[str, float]) -> IndustryGroup:
    """A group of the scheme of ecosystems. Unknown industries are added to NACE, without any figure."""
    for industry in weights:
        IndustryFactory(code=industry, level=2)
    scheme = SchemeFactory(code="ecosystems", name="Ecosystems", position=2)
    return IndustryGroupFactory(scheme=scheme, code=code, members=weights)


def store(numbers: Numbers) -> Release:
    """The numbers as a loaded release."""
    numbers.add_up()
    release = ReleaseFactory(state=Release.State.LOADED, years=list(YEARS), default_year=None, rule_sets=[])
    regions = dict(Region.objects.filter(version="2013").values_list("code", "pk"))
    Observation.objects.bulk_create(
        Observation(
            release=release,
            indicator=key[0],
            region_id=regions[key[1]],
            industry_id=key[2],
            year=key[3],
            value=value,
            status=numbers.status.get(key, Status.FINAL),
            marks=numbers.marks.get(key, 0),
        )
        for key, value in numbers.values.items()
    )
    return release
