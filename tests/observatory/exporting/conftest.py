from pathlib import Path

import pytest

from observatory.models import Mark, Observation, Proximity, RegionStructure, Status
from portal.registry.models import GroupMember
from tests.observatory.factories import ObservationFactory
from tests.observatory.worlds import World, build_world
from tests.registry.factories import IndustryFactory

OUTLINE = "M2000 2000l100 0 0 100-100 0zM2040 2040l20 0 0 20-20 0z"  # a square with a hole


@pytest.fixture
def world(settings, tmp_path: Path) -> World:
    """A published world with observations (one confidential), structure, proximity and one outline."""
    settings.VAR_DIR = tmp_path
    world = build_world()
    release, region = world.release, world.regions[0]
    industry = IndustryFactory(code="C29")
    GroupMember.objects.get_or_create(group=world.groups[0], industry=industry)
    ObservationFactory(release=release, region=region, industry=industry, value=104228.0, marks=Mark.BREAK)
    ObservationFactory(
        release=release, region=world.regions[1], industry=industry, value=None, status=Status.CONFIDENTIAL
    )
    RegionStructure.objects.create(release=release, area="eu27", region=region, year=2014, krugman=0.5)
    Proximity.objects.create(
        release=release, area="eu27", year=2014, group=world.groups[0], other=world.groups[2], regions=3, together=1
    )
    region.outlines.create(
        detail=1500, path=OUTLINE, min_x=2000, min_y=2000, max_x=2100, max_y=2100, label_x=2050, label_y=2050
    )
    region.name_latin = "=Oberbayern"
    region.save()
    assert Observation.objects.count() == 2
    return world
