from observatory.charts import Bar, Point, Reference, Series, Words, bar_chart, line_chart
from portal.core.charts import inline
from portal.core.palette import palette

WORDS = Words("growth", "It grew", "From 90 to 104.", "persons employed")


def points(*values: float | None, estimated: tuple[int, ...] = ()) -> tuple[Point, ...]:
    return tuple(Point(2008 + i, value, f"{value}", i in estimated) for i, value in enumerate(values))


def segments(spec) -> list[dict]:
    return spec["layer"][0]["data"]["values"]


def test_a_year_without_a_figure_is_a_gap_in_the_line():
    chart = line_chart(WORDS, [Series("Oberbayern", points(90, 91, None, 95, 99))])
    assert [(row["year"], row["year2"]) for row in segments(chart.wide)] == [(2008, 2009), (2011, 2012)]


def test_years_that_are_not_neighbours_are_not_joined():
    series = Series("Oberbayern", (Point(2008, 1.0), Point(2010, 2.0)))
    assert segments(line_chart(WORDS, [series]).wide) == []


def test_what_rests_on_an_estimate_is_dashed_on_both_sides():
    chart = line_chart(WORDS, [Series("Oberbayern", points(90, 91, 92, 93, estimated=(1,)))])
    assert [row["estimated"] for row in segments(chart.wide)] == [True, True, False]


def test_a_line_of_missing_figures_draws_without_a_label():
    chart = line_chart(WORDS, [Series("Oberbayern", points(None, None))])
    assert "<svg" in inline(chart)


def test_bars_start_at_zero():
    chart = bar_chart(WORDS, [Bar("C29", 2.94, "2.94")])
    for spec in (chart.wide, chart.narrow):
        scales = [
            layer["encoding"]["x"]["scale"] for layer in spec["layer"] if "scale" in layer["encoding"].get("x", {})
        ]
        assert scales
        assert all(scale["zero"] for scale in scales)


def test_the_subject_alone_is_in_the_accent_colour():
    svg = inline(bar_chart(WORDS, [Bar("Oberbayern", 2.0, "2", is_subject=True), Bar("Stuttgart", 1.0, "1")]))
    wide = svg.split("chart__narrow")[0]
    assert wide.count(f'fill="{palette().figure.accent}"') == 1
    assert f'fill="{palette().figure.muted}"' in wide


def test_an_estimated_bar_is_hollow():
    svg = inline(bar_chart(WORDS, [Bar("Oberbayern", 2.0, "2", is_subject=True, is_estimated=True)]))
    assert f'fill="{palette().figure.accent}"' not in svg
    assert f'stroke="{palette().figure.accent}"' in svg


def test_labels_with_quotes_and_signs_are_drawn_as_they_are():
    svg = inline(bar_chart(WORDS, [Bar("Côte d'Azur \\ <&>", 2.0, "2")]))
    assert "Côte d'Azur \\ &lt;&amp;&gt;" in svg


def test_the_reference_is_named():
    chart = bar_chart(WORDS, [Bar("a", 0.5, "0.5"), Bar("Oberbayern", 2, "2", True)], Reference(1, "EU-27 share"))
    assert "EU-27 share" in inline(chart)


def test_the_narrow_form_fits_a_phone():
    bars = [Bar("Manufacture of motor vehicles, trailers and semi-trailers", 2.0, "104,228")]
    narrow = inline(bar_chart(WORDS, bars)).split("chart__narrow")[1]
    width = float(narrow.split('viewBox="0 0 ')[1].split(" ")[0])
    assert width <= 366


def test_short_names_leave_their_room_to_the_bars():
    short, long = (
        bar_chart(WORDS, [Bar(label, 2.94, "2.94")]) for label in ("Malta", "Manufacture of motor vehicles " * 3)
    )
    assert short.wide["width"] > long.wide["width"]
    assert short.narrow["width"] == long.narrow["width"]
