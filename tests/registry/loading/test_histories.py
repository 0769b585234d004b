"""Changes between NUTS versions, worked out from histories of NUTS 3 regions."""

from collections.abc import Iterable

import pytest
from openpyxl import Workbook

from portal.registry.loading.histories import build_changes

COLUMNS = ["typology", *(f"{kind}_{year}" for year in (2006, 2010, 2013, 2016, 2021) for kind in ("code", "change"))]


def history(rows: Iterable[dict[str, str]]) -> str:
    lines = [",".join(COLUMNS)]
    lines += [",".join(row.get(column, "") for column in COLUMNS) for row in rows]
    return "\n".join(lines)


def small(old: str, new: str, **changes: str) -> dict[str, str]:
    return {"typology": "nuts_level_3", "code_2013": old, "code_2016": new, **changes}


@pytest.fixture
def kinds(tmp_path):
    book = Workbook()
    for sheet in ("NUTS2021- NUTS2024", "SR2021- SR2024", "Changes NUTS-2"):
        book.create_sheet(sheet).append(["head"])
    book["Changes NUTS-2"].append(["NL", "NL31", None, "Utrecht"])
    book["Changes NUTS-2"].append(["NL", None, "NL35", "Utrecht"])
    book.save(tmp_path / "book.xlsx")

    def work_out(*rows: dict[str, str]) -> dict[tuple[str, str], str]:
        path = tmp_path / "history.csv"
        path.write_text(history(rows), encoding="utf-8")
        changes = build_changes(path, tmp_path / "book.xlsx")
        return {
            (change.old_code, change.new_code): change.kind
            for change in changes
            if change.from_version == "2013" or change.old_code == "NL31"
        }

    return work_out


def test_a_region_all_of_whose_parts_took_one_new_code_was_recoded(kinds):
    found = kinds(small("FR711", "FRK21"), small("FR712", "FRK22"))
    assert found["FR71", "FRK2"] == "recoded"
    assert found["FR7", "FRK"] == "recoded"


def test_a_region_that_stayed_is_no_change(kinds):
    assert ("DE21", "DE21") not in kinds(small("DE211", "DE211"))


def test_pieces_of_one_region_are_a_split(kinds):
    found = kinds(small("HU101", "HU110"), small("HU102", "HU120"))
    assert (found["HU10", "HU11"], found["HU10", "HU12"]) == ("split", "split")


def test_regions_that_became_one_were_merged(kinds):
    found = kinds(small("DE411", "DE401"), small("DE421", "DE402"))
    assert (found["DE41", "DE40"], found["DE42", "DE40"]) == ("merged", "merged")


def test_regions_that_exchanged_parts_have_shifted_borders(kinds):
    found = kinds(small("IE011", "IE041"), small("IE012", "IE063"), small("IE021", "IE061"))
    assert {found["IE01", "IE04"], found["IE01", "IE06"], found["IE02", "IE06"]} == {"boundary-shift"}


def test_words_count_where_codes_are_missing(kinds):
    found = kinds(small("NO012", "", change_2016="discontinued; now part of NO082"), small("NO011", "NO081"))
    assert found["NO01", "NO08"] == "recoded"


def test_a_region_that_says_its_border_shifted_is_not_a_recode(kinds):
    told = {"typology": "nuts_level_2", "code_2013": "SI01", "change_2016": "boundary shift"}
    assert kinds(small("SI011", "SI031"), told)["SI01", "SI03"] == "boundary-shift"


def test_old_codes_of_greece_are_no_change(kinds):
    assert kinds(small("GR301", "EL301")).keys() <= {("NL31", "NL35")}


def test_the_workbook_pairs_regions_by_their_label(kinds):
    assert ("NL31", "NL35") in kinds()
