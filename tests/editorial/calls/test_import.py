"""Calls from a file: looked through, written together or not at all, and never over what an editor wrote."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from portal.editorial.calls.importing.mapping import DEFAULT_FILE, MappingRefused, default_mapping, read_mapping
from portal.editorial.calls.importing.reports import rows_of
from portal.editorial.calls.importing.running import carry_out, look_through
from portal.editorial.models import AnnouncedDeadline, CallPage, Topic
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index, make_programme
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db

HEAD = "title,summary,reference,link,deadline,applicants,budget"
ROW = "Green cars,About cars.,REF-1,https://example.org/1,2027-05-12,sme|research,2000000"


@pytest.fixture(autouse=True)
def calls():
    return make_call_index(factories.make_home())


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def mapped(**changes: str) -> str:
    text = default_mapping()
    for old, new in changes.items():
        text = text.replace(f"{old} = ", f"{new} = ", 1)
    return text


def imported(content: bytes, mapping: str = "", *, publish: bool = True) -> dict[str, int]:
    """Look and write; how many rows met each fate."""
    looked = look_through(content, mapping or default_mapping())
    assert not looked.has_faults, looked.report
    return {name: n for name, n in carry_out(looked, None, is_publishing=publish)["counts"].items() if n}


def faults(content: bytes, mapping: str = "") -> list[tuple[int, str]]:
    looked = look_through(content, mapping or default_mapping())
    assert looked.has_faults
    return [(row.line, column) for row in rows_of(looked.report) if row.action == "fault" for column, _ in row.notes]


def test_looking_through_writes_nothing():
    looked = look_through(table(ROW), default_mapping())
    assert looked.report["counts"]["new"] == 1
    assert not CallPage.objects.exists()


def test_a_row_becomes_a_call():
    make_programme()
    Topic.objects.create(name="Green transition", slug="green")
    RegionFactory(code="DE21", version="2024")
    IndustryGroupFactory(code="C29")
    head = f"{HEAD},programme,topics,regions,groups,opens,stage,description"
    row = f"{ROW},Single market,green,DE21,C29,2027-01-01,First stage,One & two"
    assert imported(table(row, head=head)) == {"new": 1}
    page = CallPage.objects.get()
    assert (page.live, page.slug, page.reference, page.budget_eur) == (True, "green-cars", "REF-1", 2_000_000)
    assert page.applicants == ["research", "sme"]
    assert page.programme.slug == "single-market"
    assert [topic.slug for topic in page.topics.all()] == ["green"]
    assert [group.code for group in page.industry_groups.all()] == ["C29"]
    assert page.places == ["DE", "DE2", "DE21"]
    assert page.body[0].value.source == "<p>One &amp; two</p>"
    deadline = page.deadlines.get()
    assert (deadline.moment, deadline.stage) == (datetime(2027, 5, 12, 15, tzinfo=UTC), "first-stage")


def test_calls_are_drafts_unless_they_are_to_be_published():
    imported(table(ROW), publish=False)
    page = CallPage.objects.get()
    assert (page.live, page.get_latest_revision_as_object().deadlines.count()) == (False, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Other cars,About.,REF-2,https://example.org/2,12.05.2027,sme,1", "deadline"),
        ("Other cars,About.,REF-2,http://example.org/2,2027-05-12,sme,1", "link"),
        ("Other cars,About.,REF-2,https://example.org/2,2027-05-12,everybody,1", "applicants"),
        ("Other cars,About.,REF-2,https://example.org/2,2027-05-12,sme,much", "budget"),
        ("Other cars,About.,REF-2,https://example.org/2,2027-05-12,sme,-5", "budget"),
        (",About.,REF-2,https://example.org/2,2027-05-12,sme,1", "title"),
        ("Other cars,,REF-2,https://example.org/2,2027-05-12,sme,1", "summary"),
        ("Other cars,About.,REF-2,https://example.org/2,2027-03-28 02:30,sme,1", "deadline"),
        ("Other cars,About.,REF-2,https://example.org/2,,sme,1", "is_continuous"),
        ("Green cars,About.,REF-1", ""),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(row, column):
    assert (3, column) in faults(table(ROW, row))


def test_one_row_with_a_fault_keeps_all_rows_out():
    content = table(ROW, "Broken,About.,REF-2,https://example.org/2,never,sme,1")
    with pytest.raises(ValueError, match="not carried out"):
        carry_out(look_through(content, default_mapping()), None, is_publishing=True)
    assert not CallPage.objects.exists()


def test_what_the_page_itself_refuses_is_a_fault_too():
    head = f"{HEAD},project_to"
    assert faults(table(f"{ROW},3000000", head=head)) == [(2, "budget")]


def test_the_same_file_again_changes_nothing():
    imported(table(ROW))
    revisions = CallPage.objects.get().revisions.count()
    assert imported(table(ROW)) == {"same": 1}
    assert CallPage.objects.get().revisions.count() == revisions


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Other title,About.,ref-1,https://example.org/other,2027-09-01,sme,1", "reference"),
        ("Other title,About.,,https://EXAMPLE.org/1/#top,2027-09-01,sme,1", "address"),
        ("GREEN  cars,About.,,https://example.org/other,2027-05-12,sme,1", "title and first deadline"),
    ],
)
def test_a_call_is_recognised_by_its(row, why):
    imported(table(ROW))
    assert imported(table(row)) == {"update": 1}, why
    assert CallPage.objects.count() == 1


def test_two_references_are_two_calls_even_at_one_address():
    imported(table(ROW))
    assert imported(table(ROW.replace("REF-1", "REF-2"))) == {"new": 1}


def test_rows_of_one_call_are_put_together():
    second = ROW.replace("2027-05-12", "2027-09-01").replace("sme|research", "public-body")
    assert imported(table(ROW, second)) == {"new": 1, "merged": 1}
    page = CallPage.objects.get()
    assert page.deadlines.count() == 2
    assert page.applicants == ["public-body", "research", "sme"]


def test_rows_of_one_call_that_contradict_each_other_are_a_fault():
    assert faults(table(ROW, ROW.replace("Green cars", "Red cars"))) == [(3, ""), (3, "title")]


def test_a_changed_field_is_updated_and_a_moved_deadline_keeps_its_identity():
    imported(table(ROW))
    key = CallPage.objects.get().deadlines.get().key
    assert imported(table(ROW.replace("2027-05-12", "2027-06-01").replace("2000000", "3000000"))) == {"update": 1}
    page = CallPage.objects.get()
    assert (page.budget_eur, page.deadlines.get().key) == (3_000_000, key)
    assert AnnouncedDeadline.objects.get().sequence == 1


def edit(page: CallPage, *, publish: bool = True, **values) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision()
    if publish:
        revision.publish()


def test_what_an_editor_changed_since_is_never_overwritten():
    imported(table(ROW))
    edit(CallPage.objects.get(), summary="By hand.")
    changed = ROW.replace("About cars.", "From the file.").replace("2000000", "3000000")
    looked = look_through(table(changed), default_mapping())
    assert rows_of(looked.report)[0].notes[0][0] == "summary"
    assert "by hand" in rows_of(looked.report)[0].notes[0][1]
    for _again in range(2):
        imported(table(changed))
        page = CallPage.objects.get()
        assert (page.summary, page.budget_eur) == ("By hand.", 3_000_000)


def test_an_editors_draft_is_neither_overwritten_nor_published():
    imported(table(ROW))
    edit(CallPage.objects.get(), publish=False, summary="Half a thought.")
    imported(table(ROW.replace("2000000", "3000000").replace("About cars.", "New.")))
    page = CallPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (page.summary, page.budget_eur) == ("About cars.", 2_000_000)
    assert (draft.summary, draft.budget_eur) == ("Half a thought.", 3_000_000)


def test_a_call_that_an_editor_wrote_is_left_alone(calls):
    make_call(calls, "own", reference="REF-1", summary="By hand.")
    assert imported(table(ROW)) == {"kept": 1}
    assert CallPage.objects.get().summary == "By hand."


def test_a_call_that_was_taken_down_stays_so():
    imported(table(ROW))
    CallPage.objects.get().unpublish()
    assert imported(table(ROW.replace("2000000", "3000000"))) == {"update": 1}
    assert not CallPage.objects.get().live


def test_a_locked_call_is_left_alone():
    imported(table(ROW))
    CallPage.objects.update(locked=True)
    assert imported(table(ROW.replace("2000000", "3000000"))) == {"kept": 1}


def test_columns_that_the_mapping_does_not_name_are_told():
    looked = look_through(table(f"{ROW},x", head=f"{HEAD},Colour"), default_mapping())
    assert looked.report["ignored"] == ["Colour"]


FOREIGN = """
separator = ";"
dates = ["%d.%m.%Y"]
time = "12:00"
time_zone = "Europe/Helsinki"
decimal_comma = true
list_separator = ","
[columns]
"Titel" = "title"
"Link" = "source_link"
"Text" = "body"
"Frist" = "deadline.1"
"Budget" = "budget_eur"
"Wer" = "applicants"
[factors]
budget_eur = 1000000
[constants]
"stage.1" = "cut-off"
[values.applicants]
"KMU" = "sme"
"Sonstige" = ""
"""


def test_a_mapping_translates_columns_dates_amounts_and_words():
    content = (
        "Titel;Link;Text;Frist;Budget;Wer\nAutos;https://example.org;Ein Text.;12.05.2027;€ 1,5;KMU, Sonstige".encode()
    )
    imported(content, FOREIGN)
    page = CallPage.objects.get()
    assert (page.budget_eur, page.applicants, page.summary) == (1_500_000, ["sme"], "Ein Text.")
    deadline = page.deadlines.get()
    assert (deadline.moment, deadline.time_zone) == (datetime(2027, 5, 12, 9, tzinfo=UTC), "Europe/Helsinki")
    assert deadline.stage == "cut-off"


def test_the_example_that_is_shipped_can_be_read():
    example = DEFAULT_FILE.with_name("example.toml").read_text(encoding="utf-8")
    assert read_mapping(example).column_of("reference") == "Call ID"


def test_a_title_of_signs_alone_gets_an_address():
    imported(table(ROW.replace("Green cars", "★★★")))
    assert CallPage.objects.get().slug.startswith("call-")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[columns", "cannot be read"),
        ("colums = 1", "cannot be read"),
        ('[columns]\nA = "titel"\nL = "source_link"', "is no field"),
        ('[columns]\nA = "title"', "source_link"),
        ('[columns]\nA = "title"\nB = "title"\nL = "source_link"', "filled twice"),
        ('time_zone = "Mars"\n[columns]\nA = "title"\nL = "source_link"', "no time zone"),
        ('[columns]\nA = "title"\nL = "source_link"\nD = "deadline.10"', "is no field"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text, fault):
    with pytest.raises(MappingRefused, match=fault):
        read_mapping(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no rows"),
        (b"title,link\n", "no rows"),
        (b"title,link\n\xff,x", "not UTF-8"),
        (b"title,title\na,b", "twice"),
        (b'title,link\n"a,b', "cannot be read"),
        (b"a,b\n1,2", "none of the columns"),
        (b"summary,link\n1,2", "every call needs"),
        (b"title\n" + b"x\n" * 2001, "more than 2000 rows"),
        (b"title\n" + b"x" * 5_000_000, "larger than 5 MB"),
    ],
)
def test_what_is_no_table_of_calls_is_refused_with_a_reason(content, words):
    looked = look_through(content, default_mapping())
    assert looked.has_faults
    assert words in rows_of(looked.report)[0].notes[0][1]


def test_the_command_says_what_it_would_do_and_writes_when_told(tmp_path, capsys):
    file = tmp_path / "calls.csv"
    file.write_bytes(table(ROW))
    call_command("import_calls", str(file))
    assert "line 2 – New – Green cars" in capsys.readouterr().out
    assert not CallPage.objects.exists()
    call_command("import_calls", str(file), "--apply", "--publish")
    assert CallPage.objects.get().live


def test_the_command_ends_with_an_error_for_a_file_with_faults(tmp_path):
    file = tmp_path / "calls.csv"
    file.write_bytes(table(ROW, "x"))
    with pytest.raises(CommandError, match="Nothing is written"):
        call_command("import_calls", str(file), "--apply")
    assert not CallPage.objects.exists()
