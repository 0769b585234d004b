"""One region with a star, and the countries elsewhere: enough for demonstration organisations."""

from internationalisation.demonstration.places import words
from observatory.models import Status
from portal.registry.models import Region
from tests.observatory.factories import ClusterFigureFactory, CurrentReleaseFactory
from tests.registry.factories import CountryFactory, RegionFactory


def make_spots() -> Region:
    """The region, which has room for one organisation; the others stand elsewhere."""
    for entry in words()["elsewhere"]:
        CountryFactory(code=entry["country"])
    region: Region = RegionFactory(code="DE21", version="2024")
    RegionFactory(code="DE212", version="2024", parent=region, longitude=11.5, latitude=48.1)
    figure = {"persons_employed": 1000.0, "status": Status.FINAL, "stars": [3], "passed": [7], "unjudged": [None]}
    ClusterFigureFactory(region=region, release=CurrentReleaseFactory().release, **figure)
    return region


def everywhere() -> int:
    """How many organisations there is room for."""
    return 1 + len(words()["elsewhere"])
