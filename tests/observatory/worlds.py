"""A small published world for page tests: one country, its regions, groups and figures of two years."""

from dataclasses import dataclass

from django.utils import timezone

from observatory.models import ClusterFigure, GroupFigure, RegionClusters, RegionFigure, Release, StarCut, Status
from observatory.models.figure import Unjudged
from portal.registry.models import GroupMember, Industry, IndustryGroup, IndustryLabel, Region
from tests.observatory.factories import CurrentReleaseFactory, ReleaseFactory
from tests.registry.factories import CountryFactory, IndustryGroupFactory, RegionFactory, SchemeFactory

YEARS = (2013, 2014)
RULES = ("three-stars", "performance", "specialisation-node", "strong-cluster")
LOCAL = "G47"


@dataclass(frozen=True)
class World:
    """`regions` are NUTS 2013 rows, each recoded to nothing: today's row has the same code."""

    release: Release
    regions: tuple[Region, ...]
    groups: tuple[IndustryGroup, ...]


def build_world(regions: int = 3, groups: int = 3) -> World:
    """Region DE21 and `regions` − 1 others; groups C29, G47 (local) and others; all figures of 2013 and 2014.

    The first region has three stars in the first group; the last region's first cell is confidential.
    """
    published = ReleaseFactory(code="2026-01-01-1", years=list(YEARS), first_published_at=timezone.now())
    release = CurrentReleaseFactory(release=published).release
    rows = _regions(regions)
    members = _groups(groups)
    _figures(release, rows, members)
    return World(release, tuple(rows), tuple(members))


def _regions(count: int) -> list[Region]:
    """Written at once: this world is built for hundreds of tests. The regions of 2013, in the order of their codes."""
    germany = CountryFactory(code="DE", name="Germany")
    codes = ["DE21", *(f"DE{_letters(number)}" for number in range(count - 1))]
    for version in ("2013", "2024"):
        around = {"version": version, "country": germany}
        country = RegionFactory(code="DE", name_latin="Deutschland", **around)
        parent = RegionFactory(code="DE2", parent=country, name_latin="Bayern", **around)
        names = {code: "Oberbayern" if code == "DE21" else f"Region {code}" for code in codes}
        rows = [RegionFactory.build(code=code, parent=parent, name_latin=names[code], **around) for code in codes]
        Region.objects.bulk_create(rows, ignore_conflicts=True)
    published = {region.code: region for region in Region.objects.filter(version="2013", code__in=codes)}
    return [published[code] for code in codes]


def _letters(number: int) -> str:
    digits = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return digits[number // len(digits)] + digits[number % len(digits)]


def _groups(count: int) -> list[IndustryGroup]:
    """Each group with one member, the industry of its code."""
    names = {"C29": "Manufacture of motor vehicles", LOCAL: "Retail trade"}
    names |= {f"C{number}": f"Industry {number}" for number in range(100, 98 + count)}
    scheme, market = SchemeFactory(), IndustryGroup.Market
    IndustryGroup.objects.bulk_create(
        [
            IndustryGroupFactory.build(
                scheme=scheme, code=code, name=name, market=market.LOCAL if code == LOCAL else market.TRADED, members={}
            )
            for code, name in names.items()
        ],
        ignore_conflicts=True,
    )
    found = {group.code: group for group in scheme.groups.filter(code__in=names)}
    _members(list(found.values()))
    return [found[code] for code in names]


def _members(groups: list[IndustryGroup]) -> None:
    industries = [Industry(code=group.code, level=max(1, len(group.code) - 1)) for group in groups]
    Industry.objects.bulk_create(industries, ignore_conflicts=True)
    labels = [IndustryLabel(industry=one, language="en", title=f"Industry {one.code}") for one in industries]
    IndustryLabel.objects.bulk_create(labels, ignore_conflicts=True)
    members = [GroupMember(group=group, industry_id=group.code) for group in groups]
    GroupMember.objects.bulk_create(members, ignore_conflicts=True)


def _figures(release: Release, regions: list[Region], groups: list[IndustryGroup]) -> None:
    today = {region.code: region for region in Region.objects.current()}
    cells = [
        _cell(release, region, today[region.code], group, year, place == 0 and group is groups[0])
        for year in YEARS
        for place, region in enumerate(regions)
        for group in groups
    ]
    hidden = cells[-len(groups)]
    hidden.status, hidden.unjudged = Status.CONFIDENTIAL, [Unjudged.NO_FIGURE] * 4
    hidden.stars = [None] * 4
    for measure in ("persons_employed", "local_units", "wages_meur", "location_quotient", "size", "focus"):
        setattr(hidden, measure, None)
    ClusterFigure.objects.bulk_create(cells)
    _sums(release, regions, groups, today)


def _cell(
    release: Release, region: Region, current: Region, group: IndustryGroup, year: int, is_star: bool
) -> ClusterFigure:
    is_local = group.market == IndustryGroup.Market.LOCAL
    persons = 104228.0 if is_star else 2000.5
    return ClusterFigure(
        release=release,
        area="eu27",
        region=region,
        current_region=current,
        group=group,
        year=year,
        persons_employed=persons,
        local_units=120.0,
        wages_meur=61.5,
        location_quotient=2.9381 if is_star else 0.75,
        size=0.12,
        focus=0.08,
        growth=0.021,
        growth_from=2008,
        growth_to=year,
        wage_per_person_eur=30742.31,
        relative_wage=1.1,
        persons_per_unit=16.7,
        status=Status.FINAL,
        size_rank=1 if is_star else 2,
        stars=[None] * 4 if is_local else [3 if is_star else 0, 3 if is_star else 0, int(is_star), 0],
        passed=[0, 0, 0, 0],
        unjudged=[Unjudged.LOCAL_GROUP if is_local else None] * 4,
    )


def _sums(release: Release, regions: list[Region], groups: list[IndustryGroup], today: dict[str, Region]) -> None:
    RegionFigure.objects.bulk_create(
        RegionFigure(
            release=release, region=region, current_region=today[region.code], year=year,
            persons_employed=1_200_000 - 10 * place, published_persons=1_190_000, estimated_share=0.01,
            groups_published=len(groups), sections_published=12,
        )
        for year in YEARS for place, region in enumerate(regions)
    )  # fmt: skip
    RegionClusters.objects.bulk_create(
        RegionClusters(
            release=release, area="eu27", rules=rules, scheme_id="nace", region=region, year=year, one_star=0,
            two_stars=0, three_stars=int(place == 0), judged=len(groups) - 1, persons_in_clusters=104228.0,
            share_in_clusters=0.087,
        )
        for rules in RULES for year in YEARS for place, region in enumerate(regions)
    )  # fmt: skip
    GroupFigure.objects.bulk_create(
        GroupFigure(
            release=release, area="eu27", group=group, year=year, persons_employed=2_000_000, total_persons=90e6,
            countries=["DE"], area_share=0.98, composition_share=1.0, regions_published=len(regions),
            trend_index=100.0 if year == YEARS[0] else 103.2, total_trend_index=100.0,
        )
        for group in groups for year in YEARS
    )  # fmt: skip
    StarCut.objects.create(
        release=release, area="eu27", rules="three-stars", test="size", scheme_id="nace", group=groups[0],
        year=2014, cut=61_200, n=214,
    )  # fmt: skip
