"""Bubbles, waterfalls and strips: what is drawn stands for the numbers, and no name covers another."""

import re
from itertools import combinations

import pytest

from observatory.charts.bubble_scales import Bubble, beyond
from observatory.charts.bubbles import Quadrants, Tone, bubble_chart
from observatory.charts.parts import Words
from observatory.charts.strips import Strip, strip_svg
from observatory.charts.waterfall import Step, waterfall_chart
from portal.core.charts import render_svg

WORDS = Words("id", "title", "summary", "persons employed")
QUADRANTS = Quadrants("up left", "up right", "down left", "down right", "quotient", "growth")
TONES = (Tone("no star", "#8b93a1"), Tone("star", "#0e47cb"))


def bubble(quotient: float, rate: float, persons: float = 1000.0, name: str = "C29 Motor vehicles") -> Bubble:
    return Bubble(name, name[:3], quotient, rate, persons, 0)


def texts(svg: str) -> list[tuple[str, float, float, str]]:
    """(text, x, y, anchor) of single-line texts inside the drawing."""
    found = re.findall(
        r'<text text-anchor="(\w+)" transform="translate\(([-\d.]+),([-\d.]+)\)[^>]*>([^<]+)</text>', svg
    )
    return [(text, float(x), float(y), anchor) for anchor, x, y, text in found]


def test_a_small_group_off_the_scale_stands_at_the_edge_and_is_counted():
    near = [bubble(1.2, 0.02, 50_000), bubble(0.8, -0.01, 40_000)]
    assert beyond(near) == 0
    assert beyond([*near, bubble(1.1, 0.9, 60), bubble(0.01, 0.0, 60)]) == 2


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_every_bubble_is_drawn_in_both_widths(variant):
    bubbles = [bubble(0.5 + place / 10, place / 100, 1000 * place + 1) for place in range(9)]
    chart = bubble_chart(WORDS, bubbles, QUADRANTS, TONES)
    svg = render_svg(getattr(chart, variant))
    key = 1
    assert len(re.findall(r'<path [^>]*fill="#8b93a1"', svg)) == 9 + key


def test_names_of_crowded_bubbles_do_not_cover_each_other():
    crowd = [bubble(1.5 + place / 50, 0.02 + place / 900, 9000, f"C{place:02d}") for place in range(14)]
    svg = render_svg(bubble_chart(WORDS, crowd, QUADRANTS, TONES).wide)
    boxes = {}
    for text, x, y, anchor in texts(svg):
        if re.fullmatch(r"C\d\d", text):
            left = {"start": x, "middle": x - 10, "end": x - 20}[anchor]
            boxes[text] = (left, y)
    assert boxes
    for (x, y), (other_x, other_y) in combinations(boxes.values(), 2):
        assert abs(x - other_x) >= 18 or abs(y - other_y) >= 14


def test_a_waterfall_leads_from_the_first_level_to_the_last():
    steps = [Step("2010", 100.0, "100", is_level=True), Step("up", 30.0, "+30"), Step("down", -10.0, "-10"),
             Step("2014", 120.0, "120", is_level=True)]  # fmt: skip
    rows = waterfall_chart(WORDS, steps).wide["data"]["values"]
    assert [(row["from"], row["to"]) for row in rows] == [(100, 100), (100, 130), (130, 120), (120, 120)]
    assert rows[1]["line"] != rows[2]["line"]


def test_a_strip_has_a_tick_for_every_region_and_marks_the_subject_and_the_middle():
    strip = Strip("Krugman", "Krugman", (0.0, 0.25, 0.5, 1.0), 0.375, 1.0, "1.0", "0", "0.4", "1")
    svg = strip_svg(strip)
    assert re.search(r'd="M0 7v14M250 7v14M500 7v14M1000 7v14"', svg)
    assert 'd="M375 3v22"' in svg
    assert 'd="M1000 0v28"' in svg


def test_equal_values_stand_in_the_middle_of_a_strip():
    assert "M500 7v14M500 7v14" in strip_svg(Strip("n", "t", (2.0, 2.0), 2.0, 2.0, "2", "2", "2", "2"))
