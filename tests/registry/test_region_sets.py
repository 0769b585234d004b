"""Sets of regions: what a file says, and how it is carried to other NUTS versions."""

import msgspec
import pytest

from portal.registry import region_sets as sets
from portal.registry.loading.records import LoadRefused
from portal.registry.loading.region_sets import check_region_sets
from portal.registry.loading.versions import VERSIONS, read_version
from portal.registry.models import Region, RegionChange
from portal.registry.region_sets import (
    RegionSet,
    UnknownRegionSet,
    members_of,
    membership,
    region_set,
    region_sets,
    unknown_codes,
)
from tests.registry.factories import RegionFactory

COHESION = ("less-developed", "transition", "more-developed")


def a_set(**changes) -> RegionSet:
    given = {"position": 1, "kind": "geography", "title": "Test", "explanation": "A test.", "source": "A test"}
    given |= {"url": "", "year": "2021", "status": "O", "version": "2021", "code": "test"}
    return RegionSet(**(given | changes))


@pytest.fixture
def only(monkeypatch):
    """Makes one set the only one there is."""

    def make(**changes) -> RegionSet:
        one = a_set(**changes)
        monkeypatch.setattr(sets, "region_sets", lambda: (one,))
        return one

    return make


def keys(*pairs: tuple[str, str]) -> set[int]:
    return {Region.objects.get(code=code, version=version).pk for code, version in pairs}


def change(old: str, new: str, kind: str) -> None:
    RegionChange.objects.create(
        from_version="2016", to_version="2021", old_code=old, new_code=new, kind=kind, source="test"
    )


def test_every_set_names_itself_its_source_and_its_year():
    for one in region_sets():
        assert one.title, one.code
        assert one.explanation.endswith("."), one.code
        assert one.source, one.code
        assert one.url.startswith("https://"), one.code
        assert one.year, one.code


def test_positions_and_titles_are_unique():
    found = region_sets()
    assert len({one.position for one in found}) == len({one.title for one in found}) == len(found)


def test_a_region_has_one_cohesion_category_and_none_where_it_is_open():
    placed = [code for name in COHESION for code in (*region_set(name).members,)]
    assert len(placed) == len(set(placed))
    assert not set(placed) & set(region_set("less-developed").open)


def test_the_three_cohesion_categories_leave_the_same_regions_open():
    assert len({region_set(name).open for name in COHESION}) == 1


def test_a_set_that_nobody_made_is_refused():
    with pytest.raises(UnknownRegionSet):
        region_set("nowhere")


def test_a_file_with_an_unknown_key_is_refused(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text("position = 1\ncolour = 'red'\n")
    with pytest.raises(msgspec.ValidationError):
        sets._read(path)


def test_a_file_without_members_or_rule_is_refused(tmp_path):
    path = tmp_path / "empty.toml"
    keys = ("title", "explanation", "source", "url", "year")
    lines = ["position = 1", 'kind = "euro"', 'status = "O"', 'version = "2021"', *(f'{key} = "x"' for key in keys)]
    path.write_text("\n".join(lines))
    with pytest.raises(ValueError, match="neither members nor a rule"):
        sets._read(path)


@pytest.mark.django_db
def test_whole_countries_and_nuts_1_regions_bring_their_nuts_2_regions(only):
    only(countries=("DE",), inside=("FRK",), members=("ITC1",))
    for code in ("DE", "DE2", "DE21", "FR", "FRK", "FRK1", "FR1", "FR10", "IT", "ITC", "ITC1", "ITC2"):
        RegionFactory(code=code, version="2021")
    assert {one.code for one in members_of("test", "2021")} == {"DE21", "FRK1", "ITC1"}


@pytest.mark.django_db
def test_a_wider_region_is_in_the_set_only_where_all_inside_are(only):
    only(members=("DE21", "DE31", "DE32"))
    for code in ("DE", "DE2", "DE21", "DE22", "DE3", "DE31", "DE32"):
        RegionFactory(code=code, version="2021")
    found = membership("test")
    assert found.whole == keys(("DE21", "2021"), ("DE31", "2021"), ("DE32", "2021"), ("DE3", "2021"))
    assert found.partly == keys(("DE", "2021"), ("DE2", "2021"))


@pytest.mark.django_db
def test_a_recoded_region_stays_in_the_set_under_its_old_code(only):
    only(members=("FRK2",))
    for code, version in (("FR71", "2016"), ("FR72", "2016"), ("FRK2", "2021"), ("FRK1", "2021")):
        RegionFactory(code=code, version=version)
    change("FR71", "FRK2", "recoded")
    change("FR72", "FRK1", "recoded")
    assert [one.code for one in members_of("test", "2016")] == ["FR71"]


@pytest.mark.django_db
def test_a_region_split_between_members_and_others_is_only_partly_inside(only):
    only(members=("HU11",))
    for code, version in (("HU10", "2016"), ("HU11", "2021"), ("HU12", "2021")):
        RegionFactory(code=code, version=version)
    change("HU10", "HU11", "split")
    change("HU10", "HU12", "split")
    found = membership("test")
    assert found.whole == keys(("HU11", "2021"))
    assert found.partly == keys(("HU10", "2016"))


@pytest.mark.django_db
def test_regions_merged_later_are_judged_by_all_they_came_from(only):
    only(version="2016", members=("FR21", "FR22"))
    for code, version in (("FR21", "2016"), ("FR22", "2016"), ("FR23", "2016"), ("FRF0", "2021"), ("FRE0", "2021")):
        RegionFactory(code=code, version=version)
    change("FR21", "FRF0", "merged")
    change("FR22", "FRF0", "merged")
    change("FR23", "FRE0", "recoded")
    assert [one.code for one in members_of("test", "2021")] == ["FRF0"]


@pytest.mark.django_db
def test_a_coast_in_one_nuts_3_region_is_enough_and_mountains_need_half(only):
    for code in ("DE21", "DE22"):
        RegionFactory(code=code, version="2021")
    for code, marked in (("DE211", True), ("DE212", False), ("DE213", False), ("DE221", False)):
        RegionFactory(code=code, version="2021", is_coastal=marked, is_mountain=marked)
    only(mark="coastal")
    assert [one.code for one in members_of("test", "2021")] == ["DE21"]
    only(mark="mountain")
    members_of.cache_clear()
    membership.cache_clear()
    assert members_of("test", "2021") == ()


@pytest.mark.django_db
def test_extra_regio_is_in_no_set(only):
    only(countries=("DE",))
    RegionFactory(code="DEZZ", version="2021", is_extra_regio=True)
    assert membership("test").whole == frozenset()


@pytest.mark.django_db
def test_codes_that_the_version_does_not_have_are_named_when_the_reference_data_load(only):
    one = only(members=("DE21", "DE99"), open=("DE98",), countries=("DE", "XX"))
    RegionFactory(code="DE21", version="2021")
    assert unknown_codes(one) == ("DE99", "DE98", "XX")


@pytest.mark.django_db
def test_nothing_is_loaded_with_an_unknown_code(monkeypatch):
    one = a_set(members=("DE99",))
    monkeypatch.setattr("portal.registry.loading.region_sets.region_sets", lambda: (one,))
    with pytest.raises(LoadRefused) as refused:
        check_region_sets()
    assert list(refused.value.problems) == ["test.toml: DE99 is no region of NUTS 2021."]


@pytest.mark.sources
def test_every_code_of_every_set_is_one_of_the_official_ones():
    """Codes of the set's own version, as the official lists have them."""
    known = {version.name: {record.code for record in read_version(version.name)} for version in VERSIONS}
    for one in region_sets():
        assert {*one.inside, *one.members, *one.open} <= known[one.version], one.code
