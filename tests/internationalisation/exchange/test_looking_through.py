"""What is said about a file of organisations before anything is written: row, column, reason."""

import io

import pytest
import xlsxwriter

from internationalisation.exchange.running import LIMITS, Action, Looked, look_through
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.permissions import Rights
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory, IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db

MODERATOR = Rights(1, is_moderator=True)
CONTACT = Rights(2, countries=frozenset({"DE"}))
HEAD = "country,name,website,city,region_code,groups,members_total,phone\n"


@pytest.fixture(autouse=True)
def places():
    CountryFactory(code="FR")
    RegionFactory(code="DE212", version="2024")
    IndustryGroupFactory()


def look(text: str | bytes, rights: Rights = MODERATOR, *, is_publishing: bool = False) -> Looked:
    return look_through(text if isinstance(text, bytes) else text.encode(), rights, is_publishing=is_publishing)


def notes(looked: Looked) -> list[tuple[int, str, str]]:
    return [(row.line, column, text) for row in looked.plan for column, text in row.notes]


def test_a_sound_row_is_new():
    looked = look(HEAD + "DE,Blue Cluster,https://example.org,München,de212,nace:C29,40,+49 89 1234\n")
    assert [(row.action, row.name) for row in looked.plan] == [(Action.NEW, "Blue Cluster")]
    assert looked.rows[0].values["region_code"] == "DE212"
    assert not ClusterOrganisation.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("XX,Blue,,,,,,", "country", "no code of this column"),
        ("DE,,,,,,,", "name", "every organisation needs it"),
        (f"DE,{'B' * 300},,,,,,", "name", "at most 200 characters (it has 300)"),
        ("DE,Blue,,,DE999,,,", "region_code", "no code of this column"),
        ("FR,Blue,,,DE212,,,", "region_code", "another country"),
        ("DE,Blue,,,,nace:C99,,", "groups", "no code of this column"),
        ("DE,Blue,,,,,many,", "members_total", "Numbers are written"),
        ("DE,Blue,,,,,-3,", "members_total", "like a formula"),
        ("DE,Blue,example,,,,,", "website", "valid URL"),
        ('DE,"=HYPERLINK(""https://example.org"")",,,,,,', "name", "like a formula"),
        ("DE,@blue,,,,,,", "name", "like a formula"),
        ("DE,Blue,,,,,,+49 cmd", "phone", "like a formula"),
    ],
)
def test_what_cannot_be_right_is_named_with_line_and_column(row, column, words):
    looked = look(f"{HEAD}{row}\n")
    assert looked.has_faults
    assert [(line, where) for line, where, _text in notes(looked)] == [(2, column)]
    assert words in notes(looked)[0][2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ((HEAD + "DE,Blüe,,,,,,\n").encode("latin-1"), "Line 2 holds a sign that is not UTF-8"),
        (b"name,city\nBlue,Ulm\n", "no such column"),
        (HEAD.encode(), "no rows below its head"),
        (b"country,name,name\nDE,Blue,Red\n", "stands there twice"),
        (b"PK\x03\x04 no workbook", "no Excel workbook"),
        (b"x" * (LIMITS.bytes + 1), "larger than 10 MB"),
        (b"country,name\n" + b"DE,Blue\n" * (LIMITS.rows + 1), "more than 5000 rows"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(content, words):
    looked = look(content)
    assert looked.has_faults
    assert words in notes(looked)[0][2]


def test_rows_of_another_width_are_faults():
    assert "2 fields, the head 8" in notes(look(HEAD + "DE,Blue\n"))[0][2]


def test_the_same_name_or_website_is_a_duplicate_of_an_organisation():
    blue = ClusterOrganisationFactory(name="Blue Cluster", website="https://www.example.org/")
    looked = look(HEAD + "DE,BLUE CLÜSTER,,,,,,\nDE,Red,https://example.org,,,,,\n")
    assert [(line, column) for line, column, _text in notes(looked)] == [(2, "name"), (3, "website")]
    assert all(f"number {blue.pk}" in text for _line, _column, text in notes(looked))
    assert looked.has_faults


def test_the_same_name_twice_in_a_file_is_a_duplicate():
    looked = look(HEAD + "DE,Blue,,,,,,\nDE,blue,,,,,,\n")
    assert notes(looked)[0][:2] == (3, "name")
    assert "line 2" in notes(looked)[0][2]


def test_a_similar_name_in_the_same_town_is_suggested_and_hinders_nothing():
    ClusterOrganisationFactory(name="Blue Mobility Cluster", city="Ulm")
    looked = look(HEAD + "DE,Blue Mobility Clusters,,Ulm,,,,\n")
    assert not looked.has_faults
    assert "A similar name" in notes(looked)[0][2]


def test_an_archived_organisation_is_no_duplicate():
    ClusterOrganisationFactory(name="Blue", standing=Standing.ARCHIVED)
    assert not look(HEAD + "DE,Blue,,,,,,\n").has_faults


def test_a_number_names_the_organisation_that_is_changed():
    blue = ClusterOrganisationFactory(name="Blue", city="Ulm")
    same, other = f"{blue.pk},DE,Blue,Ulm\n", f"{blue.pk},DE,Blue,Bonn\n"
    assert [row.action for row in look("id,country,name,city\n" + same).plan] == [Action.SAME]
    changed = look("id,country,name,city\n" + other).plan[0]
    assert (changed.action, changed.changed) == (Action.UPDATE, ("city",))


@pytest.mark.parametrize("standing", [Standing.ARCHIVED, Standing.MERGED])
def test_a_number_of_a_closed_profile_is_refused(standing):
    into = ClusterOrganisationFactory() if standing == Standing.MERGED else None
    closed = ClusterOrganisationFactory(name="Blue", standing=standing, merged_into=into)
    looked = look(f"id,country,name\n{closed.pk},DE,Blue\n")
    assert notes(looked)[0][:2] == (2, "id")


def test_a_national_contact_imports_for_the_own_country_alone():
    elsewhere = ClusterOrganisationFactory(name="Bleu", country=CountryFactory(code="FR"))
    looked = look("country,name\nDE,Blue\nFR,Rouge\n", CONTACT)
    assert [row.action for row in looked.plan] == [Action.NEW, Action.FAULT]
    assert notes(look(f"id,country,name\n{elsewhere.pk},DE,Blue\n", CONTACT))[0][1] == "id"


def test_who_publishes_must_say_all_that_is_asked_for():
    looked = look(HEAD + "DE,Blue,,,,,,\n", is_publishing=True)
    assert {"description", "region_code", "email"} <= {column for _line, column, _text in notes(looked)}


def test_a_workbook_reads_like_a_table():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for line, row in enumerate([["country", "name", "members_total", "postcode"], ["DE", "Blue", 40, "01067"]]):
        sheet.write_row(line, 0, row)
    book.close()
    looked = look(stream.getvalue())
    assert (looked.rows[0].values["members_total"], looked.rows[0].values["postcode"]) == (40, "01067")


def test_what_our_exports_guard_against_spreadsheets_is_read_again():
    looked = look("country,name,phone\nDE,Blue,'+49 89 1234\n")
    assert looked.rows[0].values["phone"] == "+49 89 1234"


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    rows = "".join(f"DE,Cluster {word},,,,,,\n" for word in ("Ash", "Birch", "Cedar", "Daisy", "Elder"))
    with django_assert_num_queries(4):
        look(HEAD + rows)
