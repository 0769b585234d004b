"""Components: each object of a presenter becomes complete, accessible markup."""

import html5lib
import pytest
from django.template.loader import render_to_string

from portal.core import samples
from portal.core.grid import grid
from portal.core.page import Cell, Choice, Column, Figure, FigureActions, Option, Pagination, Stars, Table
from portal.core.panels import Panel

TWO = (Column("region", "Region"), Column("value", "Value", "EUR", True, "?sort=value", "descending"))


def component(template, **context):
    text = render_to_string(f"components/{template}.html", context)
    html5lib.HTMLParser(strict=True).parseFragment(text)
    return " ".join(text.split())


def test_a_table_has_caption_heads_and_units():
    text = component("table", table=Table("Wages, 2014", TWO, ((Cell("Lyon"), Cell("12")),)))
    assert "Wages, 2014</span></caption>" in text
    assert '<th scope="row" class="ecl-table__cell">Lyon</th>' in text
    assert '<span class="portal-table__unit">EUR</span>' in text


def test_the_sorted_column_is_marked_and_numbers_are_set_right():
    text = component("table", table=Table("Wages, 2014", TWO, ((Cell("Lyon"), Cell("12")),)))
    assert 'aria-sort="descending"' in text
    assert '<td class="ecl-table__cell is-numeric is-sorted">12</td>' in text


def test_a_missing_value_says_why_to_everybody():
    text = component("table", table=Table("Wages", TWO, ((Cell("Lyon"), Cell("–", note="Confidential")),)))
    assert '<span class="ecl-u-sr-only"> (Confidential)</span>' in text
    assert "<li><sup>a</sup> Confidential</li>" in text


def test_equal_notes_share_a_letter():
    rows = tuple((Cell(name), Cell("–", note=note)) for name, note in (("A", "x"), ("B", "y"), ("C", "x")))
    drawn = grid(Table("Notes", TWO, rows))
    assert [row[1].mark for row in drawn.rows] == ["a", "b", "a"]
    assert [(note.mark, note.text) for note in drawn.notes] == [("a", "x"), ("b", "y")]


def test_more_notes_than_letters_stay_beside_their_cells():
    rows = tuple((Cell("A"), Cell("–", note=str(number))) for number in range(27))
    drawn = grid(Table("Notes", TWO, rows))
    assert drawn.notes == ()
    assert {row[1].mark for row in drawn.rows} == {""}


def test_a_row_of_the_wrong_length_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        grid(Table("Short", TWO, ((Cell("only one"),),)))


def test_an_empty_table_says_what_to_do():
    text = component("table", table=Table("None", TWO, (), empty="Choose fewer filters."))
    assert "Choose fewer filters." in text
    assert "<table" not in text


def test_secondary_columns_wait_behind_a_named_choice():
    columns = (*TWO, Column("units", "Local units", is_secondary=True))
    text = component("table", table=Table("Wages", columns, ((Cell("Lyon"), Cell("12"), Cell("3")),)))
    assert "Show 1 more column" in text
    assert '<td class="ecl-table__cell is-secondary">3</td>' in text


def test_the_total_stands_apart():
    text = component("table", table=Table("Wages", TWO, ((Cell("A"), Cell("1")),), total_row=(Cell("All"), Cell("1"))))
    assert '<tfoot> <tr class="ecl-table__row portal-table__total">' in text


def test_text_from_data_is_escaped():
    text = component("table", table=Table("<i>", TWO, ((Cell("<script>"), Cell("1", note="<b>")),)))
    assert "<script>" not in text
    assert "<i>" not in text
    assert "<b>" not in text


def test_stars_are_shapes_and_words():
    text = component("stars", stars=Stars(2, 3, "2 of 3 stars"))
    assert text.count("portal-star--full") == 2
    assert text.count("portal-star--none") == 1
    assert "2 of 3 stars" in text


def test_stars_on_estimates_have_a_shape_of_their_own_and_keep_the_places_not_earned():
    text = component("stars", stars=Stars(1, 3, "1 of 3 stars", is_hollow=True))
    assert text.count("portal-star--hollow") == 1
    assert text.count("portal-star--none") == 2
    assert "portal-star--full" not in text


def test_what_hollow_stars_mean_is_said_once_without_letters():
    stars = Stars(1, 3, "1 of 3 stars", is_hollow=True)
    cell = Cell(stars.text, note="part of the total is estimated", stars=stars)
    text = component("table", table=Table("Clusters", TWO, ((Cell("a"), cell), (Cell("b"), cell))))
    assert text.count("</svg> part of the total is estimated") == 1
    assert "<sup" not in text


def test_what_most_cells_of_a_column_say_is_said_once_for_the_column():
    rows = tuple((Cell(name), Cell("+1.0%", note="2009–2014" if name == "e" else "2008–2014")) for name in "abcde")
    text = component("table", table=Table("Growth", TWO, rows))
    assert f"<li>{TWO[1].label}: 2008–2014, unless marked otherwise</li>" in text
    assert text.count('<sup aria-hidden="true">a</sup>') == 1


def test_a_column_with_cells_without_a_note_keeps_its_letters():
    rows = tuple((Cell(name), Cell("1", note="" if name == "e" else "break in series")) for name in "abcde")
    text = component("table", table=Table("Persons employed", TWO, rows))
    assert "unless marked otherwise" not in text
    assert text.count('<sup aria-hidden="true">a</sup>') == 4


def test_a_cell_that_could_not_be_judged_shows_words_only():
    text = component("stars", stars=Stars(0, 0, "Not judged"))
    assert "portal-stars__shapes" not in text


def test_a_figure_has_heading_summary_drawing_table_actions_and_source():
    text = component("figure", figure=samples.FIGURE)
    order = ["<h2", "Oberbayern: 2.94 times", "<svg", "<details", "Downloads", "Permanent link", "Cite", "Source:"]
    positions = [text.index(part) for part in order]
    assert positions == sorted(positions)


def test_a_figure_of_demonstration_data_says_so():
    assert "not official statistics" in component("figure", figure=samples.DEMONSTRATION_FIGURE)
    assert "not official statistics" not in component("figure", figure=samples.FIGURE)


def test_a_figure_without_data_says_what_to_do():
    text = component("figure", figure=Figure("f", "Growth", "", empty="Choose another year."))
    assert "Choose another year." in text
    assert "<svg" not in text


def test_the_permanent_link_can_be_copied_whole():
    text = component("actions", actions=FigureActions(permalink="/observatory/?release=2026-11-22-1"))
    assert 'value="http://localhost:8000/observatory/?release=2026-11-22-1"' in text


def test_every_select_has_its_label_and_hint():
    text = component("filters", choices=samples.CHOICES, action="/x/", count="3 results")
    assert '<label class="ecl-form-label" for="choice-rules">Rule set</label>' in text
    assert 'id="choice-rules" aria-describedby="choice-rules-hint"' in text
    assert '<option value="2014" selected>2014</option>' in text


def test_filters_show_what_is_active_and_clear_it_at_once():
    text = component(
        "filters", choices=samples.CHOICES, chips=samples.CHIPS, action="/x/", clear_url="/x/", count="3 results"
    )
    assert "3 results" in text
    assert 'href="/x/">Clear all</a>' in text


def test_long_selects_are_divided_by_groups():
    options = (Option("", "All"), Option("a", "A", group="One"), Option("b", "B", group="One"))
    text = component("filters", choices=(Choice("figure", "Measure", options),), action="/x/")
    places = [text.index(part) for part in (">All<", '<optgroup label="One">', ">A<", ">B<", "</optgroup>")]
    assert places == sorted(places)
    assert text.count("<optgroup") == 1


def test_the_tab_key_meets_the_chips_before_the_panel():
    text = component(
        "filters", choices=samples.CHOICES, chips=samples.CHIPS, action="/x/", clear_url="/x/", count="3 results"
    )
    assert text.index("portal-chips") < text.index("portal-filters")


def test_filters_carry_what_the_form_does_not_show():
    text = component("filters", choices=samples.CHOICES, action="/x/", hidden=(("scheme", "nace"),))
    assert '<input type="hidden" name="scheme" value="nace">' in text


def test_pagination_marks_the_page_and_leaves_gaps():
    text = component("pagination", pagination=samples.PAGINATION)
    assert 'aria-current="page"' in text
    assert text.count("…") == 2
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


def test_a_single_page_shows_its_summary_only():
    text = component("pagination", pagination=samples.ONE_PAGE)
    assert "3 statistical clusters" in text
    assert "<ul" not in text


def test_no_pages_show_nothing():
    assert component("pagination", pagination=Pagination(pages=())) == ""


def test_a_panel_without_rows_is_one_sentence():
    text = component("panel", panel=Panel("news", "News", 0, (), empty="No news yet."))
    assert text == '<p class="portal-panel portal-panel--empty">No news yet.</p>'


def test_a_panel_lists_its_rows_and_leads_to_all():
    text = component("panel", panel=samples.PANEL)
    assert "(2)" in text
    assert "All: Events" in text


@pytest.mark.parametrize(("kind", "role"), [("error", "alert"), ("info", "status"), ("", "status")])
def test_only_errors_interrupt(kind, role):
    assert f'role="{role}"' in component("notification", kind=kind, title="", text="Something")


def test_a_key_fact_keeps_unit_and_year_in_sight():
    text = component("key_facts", facts=samples.FACTS)
    assert "Statistical clusters, 2014" in text
    assert "of 88 groups" in text


def test_a_search_form_has_a_label_in_sight():
    text = component("search_form", action="/x/", name="q", value="Λ", label="Find your region")
    assert '<label class="ecl-form-label" for="search-page">Find your region</label>' in text
    assert 'value="Λ"' in text


def rows_of(count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(f"Place {number}"), Cell(str(number))) for number in range(count))


def test_the_rows_of_a_long_table_that_are_not_in_view_are_in_the_page():
    text = component("table", table=Table("Wages", TWO, rows_of(13)).folded())
    assert "Show 3 more rows" in text
    assert text.index("Place 9<") < text.index("portal-table__rest") < text.index("Place 10<")


def test_a_table_of_few_rows_is_not_folded():
    table = Table("Wages", TWO, rows_of(12))
    assert table.folded() == table
    assert "more row" not in component("table", table=table)
