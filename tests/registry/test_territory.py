"""Conversions between NUTS versions: figures move to another code only where the territory is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.registry.territory import ChangeRow, Conversions, Kind, Sources

CODES = {
    "2013": {"FR", "FR7", "FR71", "FR72", "FR2", "FR24", "FR26", "FR4", "FR43", "HU", "HU1", "HU10", "IE", "IE01",
             "IE02", "PL1", "PL11", "PL12", "UK", "UKI3", "SI0", "SI01", "SI02", "FI", "HR02"},
    "2016": {"FR", "FRK", "FRK1", "FRK2", "FRB", "FRB0", "FRC", "FRC1", "FRC2", "HU", "HU1", "HU11", "HU12", "IE",
             "IE04", "IE06", "PL7", "PL71", "PL9", "PL91", "PL92", "UK", "UKI3", "SI0", "SI03", "SI04", "FI", "HR04"},
    "2021": {"FR", "FRK", "FRK1", "FRK2", "FRB", "FRB0", "FRC", "FRC1", "FRC2", "HU", "HU1", "HU11", "HU12", "IE",
             "IE04", "IE06", "PL7", "PL71", "PL9", "PL91", "PL92", "UK", "UKI3", "SI0", "SI03", "SI04", "FI", "HR02"},
}  # fmt: skip
CODES["2024"] = {code for code in CODES["2021"] if not code.startswith("UK")}

ROWS = [
    ("FR71", "FRK2", "recoded"),
    ("FR72", "FRK1", "recoded"),
    ("FR7", "FRK", "recoded"),
    ("FR24", "FRB0", "recoded"),
    ("FR26", "FRC1", "recoded"),
    ("FR43", "FRC2", "recoded"),
    ("FR2", "FRB", "boundary-shift"),
    ("FR2", "FRC", "boundary-shift"),
    ("FR4", "FRC", "boundary-shift"),
    ("HU10", "HU11", "split"),
    ("HU10", "HU12", "split"),
    ("IE01", "IE04", "boundary-shift"),
    ("IE01", "IE06", "boundary-shift"),
    ("IE02", "IE06", "boundary-shift"),
    ("PL11", "PL71", "recoded"),
    ("PL12", "PL91", "split"),
    ("PL12", "PL92", "split"),
    ("PL1", "PL7", "boundary-shift"),
    ("PL1", "PL9", "boundary-shift"),
    ("SI01", "SI03", "boundary-shift"),
    ("SI02", "SI04", "boundary-shift"),
    ("HR02", "HR04", "recoded"),
]


@pytest.fixture(scope="module")
def conversions():
    rows = [ChangeRow("2013", "2016", *row) for row in ROWS] + [ChangeRow("2016", "2021", "HR04", "HR02", "recoded")]
    return Conversions(rows, {version: frozenset(codes) for version, codes in CODES.items()})


def test_an_unchanged_region_is_the_same(conversions):
    found = conversions.to_current("HU", "2013")
    assert (found.kind, found.codes) == (Kind.SAME, ("HU",))


def test_a_recoded_region_leads_to_its_new_code(conversions):
    found = conversions.to_current("FR71", "2013")
    assert (found.kind, found.codes, found.is_exact) == (Kind.RECODED, ("FRK2",), True)


def test_a_split_region_leads_to_its_pieces_and_is_not_exact(conversions):
    found = conversions.to_current("HU10", "2013")
    assert (found.kind, found.codes, found.is_exact) == (Kind.SPLIT, ("HU11", "HU12"), False)


def test_a_region_whose_border_shifted_is_not_exact(conversions):
    assert conversions.to_current("IE01", "2013").kind == Kind.BOUNDARY_SHIFT


def test_a_shift_between_one_old_and_one_new_region_is_never_taken_for_a_recode(conversions):
    assert conversions.to_current("SI01", "2013").kind == Kind.BOUNDARY_SHIFT
    assert conversions.sources_of("SI03", "2013") == Sources(Kind.BOUNDARY_SHIFT, ("SI01",))


def test_the_united_kingdom_ends_with_its_last_version(conversions):
    found = conversions.to_current("UKI3", "2013")
    assert (found.kind, found.codes) == (Kind.SAME, ("UKI3",))
    assert conversions.newest("UKI3") == "2021"


def test_a_region_of_the_united_kingdom_is_gone_from_the_newest_version(conversions):
    assert conversions.to_version("UKI3", "2013", "2024").kind == Kind.GONE


def test_figures_of_todays_code_come_from_the_old_code(conversions):
    assert conversions.sources_of("FRK2", "2013").codes == ("FR71",)


def test_todays_union_is_the_exact_sum_of_published_regions(conversions):
    found = conversions.sources_of("FRC", "2013")
    assert (found.kind, found.codes, found.is_exact) == (Kind.UNION, ("FR26", "FR43"), True)


def test_a_recoded_nuts_1_region_is_also_the_sum_of_its_parts(conversions):
    found = conversions.sources_of("FRK", "2013")
    assert (found.codes, found.parts) == (("FR7",), ("FR71", "FR72"))


def test_regions_that_became_one_are_summed_even_where_one_nuts_1_code_stands_for_them():
    """DE41 and DE42 were all of DE4 and became DE40."""
    codes = {"2006": {"DE", "DE4", "DE41", "DE42"}, "2010": {"DE", "DE4", "DE40"}}
    rows = [ChangeRow("2006", "2010", old, "DE40", "merged") for old in ("DE41", "DE42")]
    later = dict.fromkeys(("2013", "2016", "2021", "2024"), frozenset(codes["2010"]))
    found = Conversions(rows, {version: frozenset(known) for version, known in codes.items()} | later)
    assert found.sources_of("DE40", "2006").members(level=2) == ("DE41", "DE42")
    assert found.sources_of("DE4", "2006").members(level=1) == ()


def test_only_a_sum_has_members(conversions):
    assert conversions.sources_of("FRC", "2013").members(level=1) == ("FR26", "FR43")
    assert conversions.sources_of("FRK", "2013").members(level=1) == ()
    assert conversions.sources_of("FRK2", "2013").members(level=2) == ()
    assert conversions.sources_of("HU11", "2013").members(level=2) == ()


def test_a_nuts_1_region_made_of_the_pieces_of_one_region_is_that_region(conversions):
    assert conversions.sources_of("PL9", "2013").codes == ("PL12",)


def test_a_nuts_1_region_keeps_its_code_though_its_parts_were_split(conversions):
    assert conversions.sources_of("HU1", "2013").kind == Kind.SAME


def test_a_piece_of_a_split_region_names_the_old_one(conversions):
    found = conversions.sources_of("HU11", "2013")
    assert (found.kind, found.codes, found.is_exact) == (Kind.SPLIT, ("HU10",), False)


def test_a_code_that_is_used_again_keeps_its_meanings_apart(conversions):
    assert conversions.to_version("HR02", "2013", "2016").codes == ("HR04",)
    assert conversions.sources_of("HR02", "2016").codes == ("HR04",)


def test_backwards_conversion_answers_with_the_sources(conversions):
    found = conversions.to_version("FRK2", "2016", "2013")
    assert (found.kind, found.codes) == (Kind.RECODED, ("FR71",))


def test_an_unknown_region_is_gone(conversions):
    assert conversions.to_current("XX99", "2013").kind == Kind.GONE
    assert conversions.sources_of("XX99", "2013").kind == Kind.GONE


@given(st.sampled_from(sorted(CODES["2013"])))
def test_an_exact_conversion_leads_back_to_where_it_came_from(code):
    rows = [ChangeRow("2013", "2016", *row) for row in ROWS] + [ChangeRow("2016", "2021", "HR04", "HR02", "recoded")]
    conversions = Conversions(rows, {version: frozenset(codes) for version, codes in CODES.items()})
    found = conversions.to_current(code, "2013")
    if found.is_exact:
        assert conversions.sources_of(found.codes[0], "2013").codes == (code,)
    else:
        assert (
            len(found.codes) != 1
            or conversions.sources_of(found.codes[0], "2013").codes != (code,)
            or (found.kind == Kind.BOUNDARY_SHIFT)
        )
