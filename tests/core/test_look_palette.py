"""Colours: readable, told apart by every eye, and the same in CSS as in charts."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from django.conf import settings

from portal.core.palette import _colour, contrast, css_tokens, palette

PALETTE = palette()
PAGE = PALETTE.surface.page

# Machado, Oliveira, Fernandes (2009), full deficiency, on linear RGB.
EYES = {
    "all cones": np.eye(3),
    "without red cones": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "without green cones": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "without blue cones": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, eye):
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(np.array(eye) @ linear, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_token_file_is_what_the_palette_says():
    written = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    assert written == css_tokens(PALETTE), "Run manage.py write_tokens."


@pytest.mark.parametrize("name", ["text", "muted", "link", "error"])
@pytest.mark.parametrize("ground", ["page", "soft", "notice"])
def test_text_can_be_read_on_every_ground(name, ground):
    assert contrast(getattr(PALETTE.text, name), getattr(PALETTE.surface, ground)) >= 4.5


def test_light_text_can_be_read_on_the_brand():
    assert contrast(PALETTE.text.inverse, PALETTE.surface.brand) >= 4.5
    assert contrast(PALETTE.text.inverse, PALETTE.surface.brand_dark) >= 4.5


def test_stars_can_be_read_as_text():
    assert contrast(PALETTE.figure.star, PAGE) >= 4.5


@pytest.mark.parametrize("colour", [PALETTE.surface.control, PALETTE.surface.focus, PALETTE.figure.axis])
def test_lines_that_carry_meaning_stand_out_from_the_page(colour):
    assert contrast(colour, PAGE) >= 3


@pytest.mark.parametrize("scale", ["sequential", "diverging"])
def test_every_class_stands_out_from_its_border(scale):
    classes = getattr(PALETTE, scale)
    assert len(classes.fill) == len(classes.edge)
    assert all(contrast(fill, edge) >= 3 for fill, edge in zip(classes.fill, classes.edge, strict=True))


def test_the_sequential_scale_grows_darker_with_every_class():
    steps = [contrast(fill, PAGE) for fill in PALETTE.sequential.fill]
    assert all(later / earlier >= 1.25 for earlier, later in pairwise(steps))


def test_the_diverging_scale_has_a_light_middle():
    steps = [contrast(fill, PAGE) for fill in PALETTE.diverging.fill]
    middle = len(steps) // 2
    assert steps[middle] == min(steps)
    assert steps[: middle + 1] == sorted(steps[: middle + 1], reverse=True)
    assert steps[middle:] == sorted(steps[middle:])


@pytest.mark.parametrize("eye", EYES.values(), ids=EYES)
@pytest.mark.parametrize("scale", ["sequential", "diverging", "categorical"])
def test_colours_are_told_apart_by_every_eye(scale, eye):
    seen = [lab(colour, eye) for colour in getattr(PALETTE, scale).fill]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 10


def test_categories_and_hatching_stand_out():
    assert all(contrast(colour, PAGE) >= 3 for colour in PALETTE.categorical.fill)
    assert contrast(PALETTE.figure.no_data_hatch, PALETTE.figure.no_data) >= 3


def test_fewer_classes_span_the_whole_scale():
    fills = PALETTE.sequential.fill
    assert PALETTE.sequential.classes(2) == (fills[0], fills[-1])
    assert PALETTE.sequential.classes(6) == fills
    assert PALETTE.sequential.classes(1) == (fills[-1],)


def test_more_classes_than_colours_are_refused():
    with pytest.raises(ValueError, match="6 classes"):
        PALETTE.sequential.classes(7)


def test_a_colour_by_name_is_refused():
    with pytest.raises(ValueError, match="#rrggbb"):
        _colour("rebeccapurple")
