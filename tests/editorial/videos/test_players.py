"""Addresses of videos on other sites, as people copy them, and the frames they lead to."""

import pytest

from portal.editorial.videos.players import framed

YOUTUBE = "https://www.youtube-nocookie.com/embed/abc_DEF-123"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://www.youtube.com/watch?v=abc_DEF-123", YOUTUBE),
        ("https://youtube.com/watch?v=abc_DEF-123&t=12s", YOUTUBE),
        ("https://m.youtube.com/watch?v=abc_DEF-123", YOUTUBE),
        ("https://youtu.be/abc_DEF-123?si=xyz", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/abc_DEF-123", YOUTUBE),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("https://player.vimeo.com/video/123456789?h=1", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://audiovisual.ec.europa.eu/en/video/I-226912",
            "https://audiovisual.ec.europa.eu/embed/index.html?ref=I-226912",
        ),
    ],
)
def test_an_address_leads_to_its_frame(address, frame):
    found = framed(address)
    assert found is not None
    assert found.url == frame


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://www.youtube.com/watch?v=abc_DEF-123",
        "https://www.youtube.com.example.org/watch?v=abc_DEF-123",
        "https://example.org/https://www.youtube.com/watch?v=abc_DEF-123",
        "https://www.youtube.com/watch?v=short",
        'https://vimeo.com/1"onload="x',
        "javascript:alert(1)//https://vimeo.com/1",
    ],
)
def test_any_other_address_has_none(address):
    assert framed(address) is None


def test_a_site_that_the_settings_leave_out_is_not_framed(settings):
    settings.PORTAL_VIDEO_HOSTS = []
    assert framed("https://vimeo.com/123456789") is None
