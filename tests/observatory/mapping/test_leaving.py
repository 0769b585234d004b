"""What leaves a page: frames on other sites, slides, pictures under a reader's own title."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from observatory.models import Release
from observatory.pictures import LONGEST_TITLE, PictureChoice
from portal.core.errors import BadChoice
from tests.observatory.test_every_page import FIGURE_PAGES as PROFILES
from tests.observatory.test_mapping_page import build_map
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db

FRAMES = {
    "/observatory/embed/": "/observatory/",
    "/observatory/embed/?group=C29&figure=location_quotient": "/observatory/?group=C29&figure=location_quotient",
    "/observatory/embed/regions/DE21/?figure=specialisation": "/observatory/regions/DE21/?figure=specialisation",
    "/observatory/embed/regions/DE21/?figure=history": "/observatory/regions/DE21/?figure=history",
    "/observatory/embed/industries/nace/C29/": "/observatory/industries/nace/C29/",
    "/observatory/embed/industries/nace/C29/?figure=trend": "/observatory/industries/nace/C29/?figure=trend",
    "/observatory/embed/clusters/DE21/nace/C29/": "/observatory/clusters/DE21/nace/C29/",
}
PAGES = (
    "/observatory/",
    "/observatory/regions/DE21/",
    "/observatory/regions/",
    "/observatory/industries/nace/C29/",
    "/observatory/rankings/",
    "/observatory/data/",
    "/account/login/",
    "/observatory.svg",
    "/observatory/embed/rankings/",
    "/observatory/embed/?year=1066",
)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize("address", FRAMES)
def test_any_site_may_show_the_frame_of_a_figure(client: Client, address: str):
    build_map()
    response = client.get(address)
    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_no_other_page_can_be_framed_by_another_site(client: Client, address: str):
    build_map()
    response = client.get(address)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_a_frame_that_did_not_change_can_still_be_framed(client: Client):
    build_map()
    etag = client.get("/observatory/embed/")["ETag"]
    response = client.get("/observatory/embed/", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert "X-Frame-Options" not in response


def test_before_the_first_release_there_is_nothing_to_frame(client: Client):
    assert client.get("/observatory/embed/")["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("address", "page"), FRAMES.items())
def test_a_frame_is_complete_and_leads_back_to_its_page(client: Client, address: str, page: str):
    build_map()
    response = client.get(address)
    tree = assert_page(response)
    canonical = next(link.get("href") for link in every(tree, "link") if link.get("rel") == "canonical")
    assert canonical == f"http://localhost:8000{page}"
    assert canonical in [link.get("href") for link in every(tree, "a")]
    assert not every(tree, "header")
    html = response.content.decode()
    assert "Source: Eurostat" in html
    assert 'content="noindex"' in html


def test_links_of_a_frame_open_outside_of_it(client: Client):
    build_map()
    assert '<base target="_blank">' in client.get("/observatory/embed/").content.decode()


def test_a_frame_speaks_the_language_of_its_address(client: Client):
    build_map()
    response = client.get("/de/observatory/embed/")
    assert assert_page(response).get("lang") == "de"
    assert "http://localhost:8000/de/observatory/" in response.content.decode()


def test_a_frame_of_invented_figures_says_so(client: Client):
    world = build_map()
    Release.objects.filter(pk=world.release.pk).update(is_demonstration=True)
    for address in FRAMES:
        assert "Demonstration figures, not official statistics" in client.get(address).content.decode(), address


@pytest.mark.parametrize("page", ["/observatory/", "/observatory/regions/DE21/", "/observatory/industries/nace/C29/"])
def test_a_figure_offers_its_frame_its_picture_and_a_slide(client: Client, page: str):
    build_map()
    html = client.get(page).content.decode()
    assert re.search(r'value="&lt;iframe src=&quot;http://localhost:8000/observatory/embed/', html)
    assert 'name="layout" value="slide"' in html
    assert 'name="scale" value="2"' in html


@pytest.mark.parametrize("page", [*PROFILES, "/observatory/", "/observatory/?since=2013"])
def test_every_frame_and_picture_that_a_page_offers_answers(client: Client, page: str):
    build_map()
    html = unescape(client.get(page).content.decode())
    frames = set(re.findall(r'href="(/observatory/embed/[^"]*)"', html))
    pictures = set(re.findall(r'value="http://localhost:8000(/[^"]*\.png[^"]*)"', html))
    assert len(frames) == len(pictures)
    assert {address: client.get(address).status_code for address in frames | pictures} == dict.fromkeys(
        frames | pictures, 200
    )


def test_what_the_form_of_a_picture_sends_is_the_picture_of_the_page(client: Client):
    build_map()
    tree = assert_page(client.get("/observatory/?group=C29&figure=location_quotient"))
    form = next(one for one in every(tree, "form") if one.get("action") == "/observatory.png")
    sent = {one.get("name"): one.get("value") for one in every(form, "input")}
    svg = client.get("/observatory.svg", sent).content.decode()
    assert "location quotient" in svg
    assert "by the person who made this picture" not in svg


def size_of(client: Client, address: str) -> tuple[int, int]:
    response = client.get(address)
    assert response.status_code == 200
    return Image.open(io.BytesIO(response.content)).size


@pytest.mark.parametrize("address", ["/observatory.png", "/observatory/regions/DE21.png?figure=specialisation"])
def test_a_slide_has_the_size_of_a_screen(client: Client, address: str):
    build_map()
    joined = f"{address}{'&' if '?' in address else '?'}layout=slide"
    assert size_of(client, joined) == (1920, 1080)
    svg = client.get(joined.replace(".png", ".svg")).content.decode()
    assert 'width="1920" height="1080"' in svg
    assert "Source: Eurostat" in svg


@pytest.mark.parametrize("address", ["/observatory.png", "/observatory/regions/DE21.png"])
def test_scale_2_doubles_both_sides(client: Client, address: str):
    build_map()
    width, height = size_of(client, address)
    assert size_of(client, f"{address}?scale=2") == (2 * width, 2 * height)


@pytest.mark.parametrize("address", ["/observatory.svg", "/observatory/regions/DE21.svg"])
@pytest.mark.parametrize("layout", ["", "slide"])
def test_a_readers_title_is_escaped_and_said_to_be_the_readers(client: Client, address: str, layout: str):
    build_map()
    words = {"title": "<script>alert('1')</script> & more", "note": "<b>note</b>", "layout": layout}
    response = client.get(address, words)
    svg = response.content.decode()
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "&lt;b&gt;note" in svg
    assert "by the person who made this picture" in " ".join(re.findall(r">([^<]+)<", svg))
    assert "Source: Eurostat" in svg
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "query",
    ["scale=3", "scale=1.5", "layout=poster", f"title={'x' * (LONGEST_TITLE + 1)}", "title=a%07b", "note=%E2%80%AEx"],
)
def test_a_bad_parameter_of_a_picture_gives_a_400(client: Client, query: str):
    build_map()
    assert client.get(f"/observatory.png?{query}").status_code == 400


def test_spaces_of_other_languages_are_ordinary_ones():
    assert PictureChoice.parse({"title": " 2,3\u202f%\u00a0 "}).title == "2,3 %"


def test_a_character_that_nobody_sees_is_refused():
    with pytest.raises(BadChoice):
        PictureChoice.parse({"title": "a\u200eb"})
