"""Files of the directory: the rows of the page, nobody's personal data, nothing invented among what is real."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from tests.internationalisation.directory.worlds import make_groups, make_places, organisation
from tests.internationalisation.factories import make_draft
from tests.worlds import shared


def build() -> None:
    make_places()
    make_groups()
    one = organisation(
        "=cmd|' /C calc'!A0", "DE212", groups=["nace:C29", "nace:C10"], email="secret@example.org", phone="+49 1",
        members_total=50, city="München",
    )  # fmt: skip
    one.contacts.create(name="Ottilie Example", email="ottilie@example.org", has_agreed=True)
    organisation("Berliners", "DE300", longitude=13.4, latitude=52.5, standing="emerging")
    organisation("Eagle", country="US", region_name="Ohio")
    organisation("Invented", "DE300", is_demonstration=True)
    make_draft(name="Draft")


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/clusters.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_row_says_what_the_organisation_says_of_itself(client: Client):
    rows = {row["name"]: row for row in rows_of(client)}
    assert set(rows) == {"'=cmd|' /C calc'!A0", "Berliners", "Eagle"}
    one = rows["'=cmd|' /C calc'!A0"]
    assert (one["region_name"], one["town"], one["industry_groups"]) == ("München", "München", "nace:C29;nace:C10")
    assert (one["position"], one["longitude"], one["members_total"]) == ("region", "11.6", "50")
    assert one["demonstration"] == "0"
    assert (rows["Berliners"]["position"], rows["Berliners"]["status"]) == ("organisation", "emerging")
    assert (rows["Eagle"]["position"], rows["Eagle"]["longitude"], rows["Eagle"]["region_name"]) == ("", "", "Ohio")


def test_the_file_holds_what_the_page_shows(client: Client):
    assert [row["name"] for row in rows_of(client, "?country=DE&status=emerging")] == ["Berliners"]
    near = rows_of(client, "?near=DE3")
    assert near[0]["name"] == "Berliners"
    assert float(near[0]["distance_km"]) == 0


def test_no_file_names_a_person_or_a_draft(client: Client):
    for address in ("/clusters.csv", "/clusters.geojson"):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert not [word for word in (b"Ottilie", b"secret@", b"+49 1", b"Draft") if word in content]


def test_invented_organisations_have_a_file_of_their_own(client: Client):
    assert [row["name"] for row in rows_of(client, "?demonstration=1")] == ["Invented"]
    assert rows_of(client, "?demonstration=1")[0]["demonstration"] == "1"


def test_a_workbook_keeps_text_as_text(client: Client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/clusters.xlsx").content))
    rows = list(book.worksheets[0].values)
    name = rows[0].index("name")
    assert "=cmd|' /C calc'!A0" in [row[name] for row in rows[1:]]
    assert all(cell.data_type != "f" for line in book.worksheets[0].iter_rows() for cell in line)
    assert "Source:" in str(list(book.worksheets[1].values))


def test_a_map_file_holds_what_has_a_position_and_says_whose(client: Client):
    response = client.get("/clusters.geojson")
    assert response.headers["Content-Type"] == "application/geo+json"
    found = json.loads(b"".join(response))
    places = {feature["properties"]["name"]: feature for feature in found["features"]}
    assert set(places) == {"=cmd|' /C calc'!A0", "Berliners"}
    assert places["Berliners"]["geometry"] == {"type": "Point", "coordinates": [13.4, 52.5]}
    assert places["Berliners"]["properties"]["position"] == "organisation"


def test_an_unchanged_file_is_not_sent_again(client: Client):
    for suffix in ("csv", "geojson"):
        etag = client.get(f"/clusters.{suffix}").headers["ETag"]
        assert client.get(f"/clusters.{suffix}", headers={"If-None-Match": etag}).status_code == 304


def test_a_bad_choice_is_said_in_plain_text(client: Client):
    response = client.get("/clusters.csv?country=XX")
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/plain")
