from xml.etree import ElementTree

import pytest

from observatory.presenters.small_maps import locator_map, spot_on_locator
from observatory.queries.outlines import MapGround, Surroundings
from portal.core.palette import palette
from portal.registry.canvas import HEIGHT, INSETS, WIDTH, project
from portal.registry.outlines import Shape

ACCENT = palette().figure.accent
SVG = "{http://www.w3.org/2000/svg}"


def shape(code: str, x: int, y: int, side: int = 200, inset: str = "") -> Shape:
    path = f"M{x} {y}h{side}v{side}h-{side}z"
    return Shape(
        code, f"Region {code}", code[:2], path, (x, y, x + side, y + side), x + side // 2, y + side // 2, inset
    )


def around(inside: tuple[Shape, ...], beside: tuple[Shape, ...], country: str = "FR") -> Surroundings:
    return Surroundings(country, inside, beside, MapGround((*inside, *beside), (), WIDTH, HEIGHT))


LYON = shape("FRK2", 1500, 2500)
PARIS = shape("FR10", 1300, 2200)
REUNION = shape("FRY4", INSETS[3].x + 100, INSETS[3].y + 100, inset=INSETS[3].code)


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314 (our own drawing)


def accent_paths(markup: str) -> list[ElementTree.Element]:
    groups = [group for group in drawn(markup).iter(f"{SVG}g") if group.get("fill") == ACCENT]
    return [path for group in groups for path in group.iter(f"{SVG}path")]


def test_the_region_alone_is_in_the_accent_colour():
    (path,) = accent_paths(locator_map(around((LYON,), (PARIS,)), "Rhône-Alpes"))
    assert path.get("d") == LYON.path


def test_the_region_is_named_on_the_map_and_to_those_who_do_not_see_it():
    svg = drawn(locator_map(around((LYON,), (PARIS,)), "Rhône-Alpes"))
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["Rhône-Alpes"]
    assert next(svg.iter(f"{SVG}title")).text == "Map: where Rhône-Alpes lies"


def test_a_far_region_moves_with_its_inset_beneath_its_country():
    markup = locator_map(around((REUNION,), (LYON, PARIS)), "La Réunion")
    (path,) = accent_paths(markup)
    assert path.get("transform", "").startswith("translate(")
    view_top, view_height = (float(part) for part in drawn(markup).get("viewBox").split()[1::2])
    label = next(drawn(markup).iter(f"{SVG}text"))
    assert view_top < float(label.get("y")) < view_top + view_height


def test_far_places_are_left_out_where_the_region_is_on_the_mainland():
    svg = drawn(locator_map(around((LYON,), (PARIS, REUNION)), "Rhône-Alpes"))
    assert not [path for path in svg.iter(f"{SVG}path") if path.get("class") == "map-frames"]


@pytest.mark.parametrize(("side", "rings"), [(10, 1), (200, 0)])
def test_only_a_region_that_would_be_overlooked_gets_a_ring(side: int, rings: int):
    svg = drawn(locator_map(around((shape("FR10", 1300, 2200, side),), (LYON,)), "Paris"))
    assert len(list(svg.iter(f"{SVG}circle"))) == rings


def test_a_country_lies_among_all_others_on_the_whole_map():
    svg = drawn(locator_map(around((shape("FR", 1300, 2200),), (shape("DE", 1600, 2000),), country=""), "France"))
    assert svg.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"


def test_without_an_outline_there_is_no_map():
    assert locator_map(around((), (LYON,)), "Nowhere") == ""


def test_a_place_overseas_lies_in_the_frame_that_moved_with_its_region():
    x, y = spot_on_locator(around((REUNION,), (LYON, PARIS)), 55.5, -21.1)
    svg = drawn(locator_map(around((REUNION,), (LYON, PARIS)), "La Réunion"))
    left, top, width, height = (float(part) for part in svg.get("viewBox").split())
    assert left < x < left + width
    assert max(LYON.bbox[3], PARIS.bbox[3]) < y < top + height


@pytest.mark.parametrize(("longitude", "latitude"), [(136.9, 35.2), (55.5, -21.1)])
def test_a_place_that_the_map_does_not_show_has_no_spot(longitude, latitude):
    assert spot_on_locator(around((LYON,), (PARIS, REUNION)), longitude, latitude) is None


def test_a_place_on_the_mainland_lies_where_the_canvas_has_it():
    x, y = spot_on_locator(around((LYON,), (PARIS,)), 2.35, 48.86)
    assert (x, y) == tuple(round(side) for side in project(2.35, 48.86))
