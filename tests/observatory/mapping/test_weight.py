"""What the map of all NUTS 2 regions weighs on its way to a phone, drawn from the official outlines."""

import re

import brotli
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from observatory.models import RegionClusters, RegionFigure
from portal.registry.models import Region
from tests.observatory.factories import CurrentReleaseFactory, ReleaseFactory
from tests.registry.factories import IndustryGroupFactory
from tests.worlds import shared

KILOBYTE = 1024
MOST = 64 * KILOBYTE
FEWEST_REGIONS = 300


def build_europe() -> None:
    """A figure for every NUTS 2 region of the version of the regional statistics."""
    for part in ("countries", "regions", "changes", "outlines 2021"):
        call_command("load_registry", only=part, verbosity=0)
    IndustryGroupFactory(code="C29")
    published = ReleaseFactory(code="2026-01-01-1", years=[2014], first_published_at=timezone.now())
    release = CurrentReleaseFactory(release=published).release
    regions = Region.objects.filter(version="2013", level=2, is_extra_regio=False)
    today = {region.code: region for region in Region.objects.current()}
    RegionFigure.objects.bulk_create(
        RegionFigure(release=release, region=region, current_region=today.get(region.code), year=2014,
                     persons_employed=1_000 * place, estimated_share=0)
        for place, region in enumerate(regions)
    )  # fmt: skip
    RegionClusters.objects.bulk_create(
        RegionClusters(release=release, area="eu27", rules="three-stars", scheme_id="nace", region=region, year=2014,
                       one_star=place % 20, two_stars=0, three_stars=0, judged=60, persons_in_clusters=1.0,
                       share_in_clusters=0.1)
        for place, region in enumerate(regions)
    )  # fmt: skip


europe = shared(build_europe)


@pytest.mark.sources
@pytest.mark.usefixtures("db", "europe")
@pytest.mark.parametrize("address", ["/observatory/", "/observatory.svg"])
def test_the_map_of_all_nuts_2_regions_weighs_64_kilobytes_at_most(client: Client, address: str):
    html = client.get(address).content.decode()
    drawing = max(re.findall(r"<svg\b.*?</svg>", html, re.DOTALL), key=len)
    assert drawing.count("<path") > FEWEST_REGIONS
    assert len(brotli.compress(drawing.encode())) <= MOST
