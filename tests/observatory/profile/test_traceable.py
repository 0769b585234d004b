"""Every number on a region's page by hand: from the CSV files of the same release, in plain Python.

A region with a confidential cell, a country, and a custom region. Nothing here imports the portal's own formulas.
"""

import math

import pytest
from django.test import Client

from portal.core.formatting import number, quotient, rate, share
from tests.observatory.computing.world import DIVISIONS, YEARS
from tests.observatory.profile.pages import Table, csv_of, html_of, tables_of
from tests.observatory.profile.world import publish, varied_numbers
from tests.worlds import shared

pytestmark = pytest.mark.django_db
YEAR, FIRST = YEARS[-1], YEARS[0]
REGION, COUNTRY, HIDDEN = "DE12", "DE", "C10"
EU_REGIONS = ("DE11", "DE12", "DE13", "FR21", "FR30", "FR71")


def _published():
    numbers = varied_numbers()
    numbers.add_up()
    numbers.hide(REGION, HIDDEN, YEAR)
    numbers.hide("DE13", "B")
    numbers.hide("DE13", "D")
    return publish(numbers)


release = shared(_published)


def value(text: str) -> float | None:
    return float(text) if text else None


def by(rows: Table, **wanted: str) -> dict[str, str]:
    return next(row for row in rows if all(row[key] == one for key, one in wanted.items()))


def area_of(client: Client, group: str, year: int) -> tuple[float, float]:
    """Persons employed in the group and in all, over the countries that publish it."""
    row = by(csv_of(client, f"/observatory/industries/nace/{group}.csv?figure=trend"), year=str(year))
    return float(row["persons_employed"]), float(row["total_persons"])


def total_of(client: Client, place: str, year: int) -> float:
    return float(
        by(csv_of(client, f"/observatory/regions/{place}.csv?figure=history"), year=str(year))["persons_employed"]
    )


def expected(client: Client, place: str, group: str) -> dict[str, float]:
    """The measures of a cell from the numbers of persons in the files."""
    rows = {year: csv_of(client, f"/observatory/regions/{place}.csv?year={year}") for year in (FIRST, YEAR)}
    before, persons = (float(by(rows[year], group=group)["persons_employed"]) for year in (FIRST, YEAR))
    of_group, of_all = area_of(client, group, YEAR)
    total = total_of(client, place, YEAR)
    return {
        "persons_employed": persons,
        "location_quotient": (persons / total) / (of_group / of_all),
        "size": persons / of_group,
        "focus": persons / total,
        "growth": (persons / before) ** (1 / (YEAR - FIRST)) - 1,
    }


@pytest.mark.parametrize(("place", "groups"), [(REGION, ["C29", "G47"]), (COUNTRY, list(DIVISIONS))])
def test_measures_of_a_cell_follow_from_the_persons_employed_in_the_files(client: Client, release, place, groups):
    rows = csv_of(client, f"/observatory/regions/{place}.csv")
    for group in groups:
        for measure, found in expected(client, place, group).items():
            assert math.isclose(float(by(rows, group=group)[measure]), found, rel_tol=1e-12), (group, measure)


@pytest.mark.parametrize(("place", "groups"), [(REGION, ["C29", "G47"]), (COUNTRY, list(DIVISIONS))])
def test_the_tables_of_the_page_print_these_measures(client: Client, release, place, groups):
    tables = tables_of(html_of(client, f"/observatory/regions/{place}/"))
    rows = [row for table in tables.values() for row in table if "Focus" in row and "Industry group" in row]
    for group in groups:
        row = next(row for row in rows if row["Industry group"].startswith(group))
        found = expected(client, place, group)
        assert row["Persons employed"] == number(found["persons_employed"])
        assert row["Location quotient"] == quotient(found["location_quotient"])
        assert row["Size"] == share(found["size"], 2)
        assert row["Focus"] == share(found["focus"])
        assert row["Growth"] == rate(found["growth"])


def test_a_confidential_cell_is_empty_in_the_file_and_said_in_words_on_the_page(client: Client, release):
    row = by(csv_of(client, f"/observatory/regions/{REGION}.csv"), group=HIDDEN)
    assert (row["persons_employed"], row["location_quotient"], row["status"]) == ("", "", "confidential")
    html = html_of(client, f"/observatory/regions/{REGION}/")
    hidden = next(row for table in tables_of(html).values() for row in table
                  if row.get("Industry group", "").startswith(HIDDEN))  # fmt: skip
    assert hidden["Persons employed"] == "–"
    assert "confidential: it could tell what single firms report" in html


@pytest.mark.parametrize("place", [REGION, COUNTRY])
def test_the_total_is_the_sum_of_the_sections_in_the_file_of_change(client: Client, release, place):
    """All thirteen sections of these two are published."""
    rows = csv_of(client, f"/observatory/regions/{place}.csv?figure=change")
    sections = [row for row in rows if row["part"] == "section"]
    for column, year in (("persons_employed_since", FIRST), ("persons_employed", YEAR)):
        assert sum(float(row[column]) for row in sections) == total_of(client, place, year)


@pytest.mark.parametrize("place", [REGION, COUNTRY])
def test_shift_and_share_follow_from_the_rates_in_the_file(client: Client, release, place):
    rows = csv_of(client, f"/observatory/regions/{place}.csv?figure=change")
    area = float(by(rows, part="area")["area_change_rate"])
    for row in (row for row in rows if row["part"] == "section"):
        start, end, growth = (
            float(row[column]) for column in ("persons_employed_since", "persons_employed", "area_change_rate")
        )
        found = [start * area, start * (growth - area), end - start - start * growth]
        assert [float(row[column]) for column in ("national", "industry_mix", "regional")] == pytest.approx(found)


@pytest.mark.parametrize("place", [REGION, COUNTRY])
def test_the_table_of_change_prints_these_effects(client: Client, release, place):
    rows = csv_of(client, f"/observatory/regions/{place}.csv?figure=change")
    shown = tables_of(html_of(client, f"/observatory/regions/{place}/"))[f"Change by section, {FIRST}–{YEAR}"]
    for row in (row for row in rows if row["part"] == "section"):
        line = next(line for line in shown if line["Section"].split()[0] == row["section"])
        assert line["Change"].replace("+", "") == number(float(row["change"]))
        assert line["Regional"].replace("+", "") == number(float(row["regional"]))


def test_the_area_grows_as_its_countries_do(client: Client, release):
    """Growth of a section in the area: from the sections of the countries' own files."""
    found = csv_of(client, f"/observatory/regions/{REGION}.csv?figure=change")
    countries = [csv_of(client, f"/observatory/regions/{code}.csv?figure=change") for code in ("DE", "FR")]
    for row in (row for row in found if row["part"] == "section"):
        own = [by(rows, part="section", section=row["section"]) for rows in countries]
        before, after = (
            sum(float(one[column]) for one in own) for column in ("persons_employed_since", "persons_employed")
        )
        assert float(row["area_change_rate"]) == pytest.approx(after / before - 1)


@pytest.mark.parametrize("place", [REGION, COUNTRY])
def test_the_portfolio_follows_from_two_years_of_cells(client: Client, release, place):
    rows = csv_of(client, f"/observatory/regions/{place}.csv?figure=portfolio")
    compared = [row for row in rows if row["growth"]]
    assert len(compared) > 1
    for row in compared:
        found = expected(client, place, row["group"])
        assert float(row["growth"]) == pytest.approx(found["growth"])
        assert float(row["location_quotient"]) == pytest.approx(found["location_quotient"])
        first, last = (quotient_in(client, place, row["group"], year) for year in (FIRST, YEAR))
        assert float(row["quotient_change"]) == pytest.approx(last / first - 1)


def quotient_in(client: Client, place: str, group: str, year: int) -> float:
    """Both countries publish all years, so the comparable quotient is the quotient of each year."""
    persons = float(
        by(csv_of(client, f"/observatory/regions/{place}.csv?year={year}"), group=group)["persons_employed"]
    )
    of_group, of_all = area_of(client, group, year)
    return persons / total_of(client, place, year) / (of_group / of_all)


def test_structure_follows_from_the_cells(client: Client, release):
    """Krugman and Herfindahl over the divisions published in the region, both sides renormalised to them."""
    cells = [row for row in csv_of(client, f"/observatory/regions/{REGION}.csv") if row["persons_employed"]]
    own = {row["group"]: float(row["persons_employed"]) for row in cells}
    area = {group: area_of(client, group, YEAR)[0] for group in own}
    shares = {group: persons / sum(own.values()) for group, persons in own.items()}
    of_area = {group: persons / sum(area.values()) for group, persons in area.items()}
    rows = csv_of(client, f"/observatory/regions/{REGION}.csv?figure=structure")
    krugman = sum(abs(shares[group] - of_area[group]) for group in own)
    assert float(by(rows, measure="krugman")["value"]) == pytest.approx(krugman)
    assert float(by(rows, measure="herfindahl")["value"]) == pytest.approx(sum(one**2 for one in shares.values()))


def test_ranks_follow_from_the_files_of_all_regions(client: Client, release):
    files = [csv_of(client, f"/observatory/regions/{code}.csv?figure=structure") for code in EU_REGIONS]
    values = [value(by(rows, measure="gini")["value"]) for rows in files if rows]
    known = [one for one in values if one is not None]
    row = by(csv_of(client, f"/observatory/regions/{REGION}.csv?figure=structure"), measure="gini")
    assert int(row["rank"]) == 1 + sum(one > float(row["value"]) for one in known)
    assert int(row["of"]) == len(known)


def test_key_facts_print_the_total_and_the_number_of_clusters(client: Client, release):
    html = html_of(client, f"/observatory/regions/{REGION}/")
    stars = [int(row["stars"]) for row in csv_of(client, f"/observatory/regions/{REGION}.csv") if row["stars"]]
    facts = [part.split("</dd>")[0].split("<")[0].strip() for part in html.split('portal-fact__value">')[1:]]
    assert facts[0] == number(sum(one > 0 for one in stars))
    assert facts[1] == number(total_of(client, REGION, YEAR))


def test_a_custom_region_is_the_sum_of_its_members_files(client: Client, release):
    rows = csv_of(client, "/observatory/custom.csv?r=DE11&r=DE12")
    members = [csv_of(client, f"/observatory/regions/{code}.csv") for code in ("DE11", "DE12")]
    totals = sum(total_of(client, code, YEAR) for code in ("DE11", "DE12"))
    for group in ("C29", "G47"):
        persons = sum(float(by(member, group=group)["persons_employed"]) for member in members)
        of_group, of_all = area_of(client, group, YEAR)
        row = by(rows, group=group)
        assert float(row["persons_employed"]) == persons
        assert float(row["focus"]) == pytest.approx(persons / totals)
        assert float(row["location_quotient"]) == pytest.approx(persons / totals / (of_group / of_all))


def test_a_confidential_member_makes_the_custom_region_confidential(client: Client, release):
    row = by(csv_of(client, "/observatory/custom.csv?r=DE11&r=DE12"), group=HIDDEN)
    assert (row["persons_employed"], row["location_quotient"], row["status"]) == ("", "", "confidential")
