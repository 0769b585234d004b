from pathlib import Path

import msgspec
import pytest

from observatory.indicators import context_indicators, indicators
from observatory.loading.profiles import UnknownDataset, dataset_of, find_files, profile_for, profiles, read_profile


def test_every_profile_is_valid_and_names_known_indicators() -> None:
    assert {"sbs_r_nuts06_r2", "sbs_na_sca_r2", "lfst_r_lfe2en2", "nama_10r_3gdp", "sbs_r_nuts2021"} <= set(profiles())
    for profile in profiles().values():
        known = context_indicators() if profile.is_context else indicators()
        assert {indicator.number for indicator in profile.indicator} <= set(known)


def test_a_profile_that_could_not_be_verified_says_so() -> None:
    assert all(profile.note for profile in profiles().values() if profile.code_lists == "unverified")


@pytest.mark.parametrize(
    ("year", "version"), [(2008, "2006"), (2011, "2010"), (2014, "2013"), (2018, "2016"), (2007, "")]
)
def test_a_year_has_its_nuts_version(year: int, version: str) -> None:
    assert profiles()["sbs_r_nuts06_r2"].nuts_version(year) == version


def test_a_profile_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made_up.toml"
    path.write_text('dataset = "made_up"\ncolour = "red"\n')
    with pytest.raises(msgspec.ValidationError):
        read_profile(path)


def test_files_are_known_by_their_name(tmp_path: Path) -> None:
    assert dataset_of(Path("SBS_R_NUTS06_R2.tsv.gz")) == "sbs_r_nuts06_r2"
    with pytest.raises(UnknownDataset, match="weather"):
        profile_for(tmp_path / "weather.tsv")


def test_a_folder_and_its_subfolders_are_searched(tmp_path: Path) -> None:
    (tmp_path / "eurostat").mkdir()
    names = ("eurostat/sbs_r_nuts06_r2.tsv.gz", "eurostat/weather.tsv", "lfst_r_lfe2en2.tsv", "RIS_2023.xlsx")
    for name in names:
        (tmp_path / name).touch()
    found = [path.name for path in find_files(tmp_path)]
    assert found == ["lfst_r_lfe2en2.tsv", "RIS_2023.xlsx", "sbs_r_nuts06_r2.tsv.gz"]
