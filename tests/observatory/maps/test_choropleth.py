import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from observatory.maps import choropleth
from observatory.maps.sheets import MAP_HEIGHT, map_sheet
from observatory.maps.spec import Box, Imprint, Note
from portal.core.palette import palette
from tests.observatory.maps.samples import PLACES, spec

SVG = "{http://www.w3.org/2000/svg}"
IMPRINT = Imprint("Source: Eurostat", "© EuroGeographics for the administrative boundaries")


def tree(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314 (our own drawing)


def links(markup: str) -> list[ElementTree.Element]:
    return list(tree(markup).iter(f"{SVG}a"))


def texts(markup: str) -> str:
    return " ".join(text.text or "" for text in tree(markup).iter(f"{SVG}text"))


def test_every_region_is_a_link_that_its_figure_names():
    found = {link.get("href"): link.get("aria-label") for link in links(choropleth.draw(spec()))}
    assert found == {place.url: place.label for place in PLACES}


def test_without_scripts_no_region_is_a_tab_stop():
    assert {link.get("tabindex") for link in links(choropleth.draw(spec()))} == {"-1"}


def test_the_strongest_class_comes_first_and_regions_without_a_figure_last():
    assert [link.get("data-code") for link in links(choropleth.draw(spec()))] == ["DE21", "DE22", "DE23"]


def test_a_region_without_a_figure_is_hatched_and_never_coloured_as_zero():
    groups = {group.get("fill"): group for group in tree(choropleth.draw(spec())).iter(f"{SVG}g") if group.get("fill")}
    assert [link.get("data-code") for link in groups["url(#map-hatch)"].iter(f"{SVG}a")] == ["DE23"]


@pytest.mark.parametrize("markup", [choropleth.draw(spec()), map_sheet((spec(),), IMPRINT)])
def test_a_map_needs_no_inline_style(markup: str):
    assert not re.search(r"\bstyle=|<style", markup)


def test_ids_carry_the_name_of_the_map_so_that_two_share_a_page():
    ids = [one.get("id") for one in tree(choropleth.draw(spec(id="other"))).iter() if one.get("id")]
    assert all(one.startswith("other") for one in ids)
    assert len(ids) == len(set(ids))


def test_a_small_map_is_one_image_without_links():
    markup = choropleth.picture(spec())
    assert tree(markup).get("role") == "img"
    assert not links(markup)


def test_a_place_in_an_inset_moves_with_it():
    place = spec().places[0]
    moved = type(place)(place.code, place.path, place.label, place.url, 1, transform="translate(1 2) scale(0.5)")
    paths = [path.get("transform") for path in tree(choropleth.draw(spec(places=(moved,)))).iter(f"{SVG}path")]
    assert "translate(1 2) scale(0.5)" in paths


def test_a_far_place_has_a_coast_that_is_seen_in_the_palest_class():
    place = spec().places[0]
    far = type(place)(place.code, place.path, place.label, place.url, 0, is_far=True)
    coasts = [path.get("stroke") for path in tree(choropleth.draw(spec(places=(far,)))).iter(f"{SVG}path")]
    assert palette().figure.country_line in coasts


def test_a_downloaded_map_says_title_classes_source_and_attribution():
    said = texts(map_sheet((spec(),), IMPRINT))
    expected = ["Clusters – Europe, 2014", "1 or more (1)", "No figure (1)", "Fixed classes.", "Source: Eurostat",
                "© EuroGeographics", "Réunion"]  # fmt: skip
    assert [one for one in expected if one not in said] == []


def test_a_downloaded_map_of_demonstration_figures_says_so():
    imprint = Imprint("Source", "©", "Demonstration figures, not official statistics")
    markup = map_sheet((spec(),), imprint)
    assert "Demonstration figures, not official statistics" in texts(markup)
    assert palette().surface.notice in markup


def test_a_tall_country_leaves_room_for_its_legend():
    tall = spec(view=type(spec().view)(0, 0, 100, 900))
    height = float(tree(map_sheet((tall,), IMPRINT)).get("height"))
    assert height < MAP_HEIGHT + 500


def label_of(name: str, x: int) -> tuple[str, int, float]:
    """Anchor, place and size of a name written on a map of 1,000 units."""
    drawn = replace(spec(), view=Box(0, 0, 1000, 1000), label=Note(x, 500, name))
    found = re.search(
        r'map-label" x="(-?[0-9]+)".*?font-size="([0-9.]+)" text-anchor="([a-z]+)"', choropleth.draw(drawn)
    )
    assert found is not None
    return found[3], int(found[1]), float(found[2])


@pytest.mark.parametrize("x", [0, 340, 500, 660, 1000])
@pytest.mark.parametrize("name", ["Wien", "Outer London — West and North West", "A" * 60])
def test_a_name_ends_on_the_map_however_long_it_is(name, x):
    anchor, place, size = label_of(name, x)
    length = len(name) * size * choropleth.LETTER_WIDTH
    left = place - {"start": 0, "middle": length / 2, "end": length}[anchor]
    assert -1 <= left <= left + length <= 1001
