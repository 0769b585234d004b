"""The data files of zones, and that every profile of context names what it needs."""

from pathlib import Path

import pytest

from observatory.indicators import UnknownIndicator, context_indicator, context_indicators, context_themes, indicators
from observatory.loading.profiles import profiles
from observatory.zones import FOLDER, read_zones, zones_of


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_of_zones_is_valid_and_says_where_it_comes_from(path: Path) -> None:
    file = read_zones(path)
    assert file.source
    assert all(zone.name for zone in file.zone)


def test_the_seven_merged_capitals_are_those_of_the_index() -> None:
    merged = {zone.code: zone.regions for zone in zones_of("rci").zone if len(zone.regions) > 1}
    assert merged == {
        "AT_C": ("AT12", "AT13"), "BE_C": ("BE10", "BE24", "BE31"), "CZ_C": ("CZ01", "CZ02"),
        "DE_C": ("DE30", "DE40"), "HR_C": ("HR05", "HR06"), "HU_C": ("HU11", "HU12"), "NL_C": ("NL23", "NL32"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "zones",
    ['[[zone]]\ncode = "A"\nname = "A"\nregions = []\n', '[[zone]]\ncode = "A"\nname = "A"\nregions = ["AT1"]\n' * 2],
)
def test_a_zone_without_regions_or_twice_is_refused(tmp_path: Path, zones: str) -> None:
    path = tmp_path / "made_up.toml"
    path.write_text('source = "test"\nversion = "2021"\n' + zones)
    with pytest.raises(ValueError, match="made_up"):
        read_zones(path)


def test_every_profile_of_context_has_its_zones_and_a_short_title() -> None:
    for profile in (one for one in profiles().values() if one.is_context):
        assert profile.short_title
        assert not profile.zones or zones_of(profile.zones)


def test_numbers_are_never_shared_between_the_two_files_of_indicators() -> None:
    assert not set(indicators()) & set(context_indicators())
    assert {one.theme for one in context_indicators().values()} == {theme.code for theme in context_themes()}


def test_an_unknown_indicator_is_refused() -> None:
    assert context_indicator("gdp_meur").number == 8
    with pytest.raises(UnknownIndicator, match="happiness"):
        context_indicator("happiness")
