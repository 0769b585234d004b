import re
from pathlib import Path

import pytest
from django.utils import translation

from portal.core import charts
from portal.core.charts import Chart, document, inline, render_png, render_svg

SPEC = {
    "data": {"values": [{"a": "x", "b": 12345.5}]},
    "mark": "bar",
    "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
}
CHART = Chart("one", "A <message>", "One & only.", SPEC, SPEC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path
    charts._drawn.cache_clear()


def test_a_drawing_needs_no_inline_style():
    assert not re.search(r"\bstyle=|<style", inline(CHART))


def test_a_drawing_has_a_name_and_a_description_for_those_who_do_not_see_it():
    markup = inline(CHART)
    assert 'role="img" aria-labelledby="one-wide-title one-wide-desc"' in markup
    assert '<title id="one-wide-title">A &lt;message&gt;</title>' in markup
    assert '<desc id="one-narrow-desc">One &amp; only.</desc>' in markup


def test_a_drawing_takes_the_width_of_its_place():
    root = re.search(r"<svg [^>]*>", inline(CHART))[0]
    assert "viewBox" in root
    assert " width=" not in root


def test_a_drawing_is_kept_on_disk_and_read_from_there():
    first = render_svg(SPEC)
    (kept,) = charts.Path(charts.settings.VAR_DIR, "charts").iterdir()
    kept.write_text(first.replace("<svg", "<svg data-kept=''", 1))
    charts._drawn.cache_clear()
    assert "data-kept" in render_svg(SPEC)


def test_a_full_disk_costs_the_cache_and_not_the_chart(settings, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.VAR_DIR = blocked
    assert "<svg" in render_svg(SPEC)


def test_axis_numbers_are_written_in_the_readers_language():
    with translation.override("de"):
        assert "10.000" in render_svg(SPEC)
    assert "10,000" in render_svg(SPEC)


def test_a_specification_that_vega_lite_refuses_raises():
    with pytest.raises(ValueError, match="conversion failed"):
        render_svg({"mark": "no such mark"})


def test_a_chart_as_a_file_carries_title_and_source():
    markup = document(CHART, ("Source: Eurostat",))
    assert "A &lt;message&gt;" in markup
    assert "Source: Eurostat" in markup


def test_a_png_is_a_png():
    assert render_png(render_svg(SPEC)).startswith(b"\x89PNG")


def test_the_parts_of_a_drawing_have_no_roles_beside_its_own():
    assert inline(CHART).count("role=") == 2
    assert "aria-roledescription" not in inline(CHART)
