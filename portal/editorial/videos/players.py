"""Players of other sites: which address of a video leads to which frame. The settings say which hosts are admitted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Player:
    """`name` is what readers know the site by; `frame` takes the key that `address` finds."""

    name: str
    address: re.Pattern[str]
    frame: str
    host: str


@dataclass(frozen=True, slots=True)
class Framed:
    """A video that another site plays: in the frame at `url`, which loads from `host`."""

    name: str
    host: str
    url: str


YOUTUBE_KEY, VIMEO_KEY, COMMISSION_KEY = r"([\w-]{11})", r"(\d{1,12})", r"([A-Z]{1,2}-\d{1,10})"
PLAYERS = (
    Player(
        name="YouTube",
        address=re.compile(
            rf"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?v=|embed/|live/)|youtu\.be/"
            rf"|www\.youtube-nocookie\.com/embed/){YOUTUBE_KEY}(?:[?&#].*)?"
        ),
        frame="https://www.youtube-nocookie.com/embed/{}",
        host="www.youtube-nocookie.com",
    ),
    Player(
        name="Vimeo",
        address=re.compile(rf"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?{VIMEO_KEY}(?:[?/#].*)?"),
        frame="https://player.vimeo.com/video/{}?dnt=1",
        host="player.vimeo.com",
    ),
    Player(
        name="EC Audiovisual Service",
        address=re.compile(
            rf"https://audiovisual\.ec\.europa\.eu/(?:[a-z]{{2}}/)?(?:video|media/video)/{COMMISSION_KEY}.*"
        ),
        frame="https://audiovisual.ec.europa.eu/embed/index.html?ref={}",
        host="audiovisual.ec.europa.eu",
    ),
)


def players() -> Iterator[Player]:
    """Those whose host the settings admit."""
    return (player for player in PLAYERS if player.host in settings.PORTAL_VIDEO_HOSTS)


def framed(address: str) -> Framed | None:
    """How the video at `address` is framed; None where it belongs to no player that is admitted."""
    for player in players():
        found = player.address.fullmatch(address)
        if found:
            return Framed(player.name, player.host, player.frame.format(found.group(1)))
    return None
