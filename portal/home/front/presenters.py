"""The blocks of a home page as readers see them: each part names its template and what that shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue
from wagtail.models import Page

from observatory.blocks import LIVE_RELEASE
from observatory.models import Release
from portal.core.menu import localised
from portal.core.page import Link
from portal.editorial.calls.presenters import call_item
from portal.editorial.meta import page_path
from portal.editorial.pictures import PlacedPicture, placed
from portal.editorial.presenters import Item, event_item, news_item
from portal.editorial.videos.presenters import video_item
from portal.home.front.figures import FiguresView, map_picture, present_figures
from portal.home.front.queries import LOGO, PICTURE, HomeAnswer, image_of
from portal.home.presenters import SectionCard, section_cards


@dataclass(frozen=True, slots=True)
class Part:
    """One block: the template `home/parts/<kind>.html` shows `content` under `title`, whose id is `anchor`."""

    kind: str
    anchor: str
    title: str
    content: Any
    is_own_title: bool = True  # written by an editor, in the language of the page

    @property
    def template(self) -> str:
        return f"home/parts/{self.kind}.html"


@dataclass(frozen=True, slots=True)
class ListView:
    items: tuple[Any, ...]
    link: Link
    empty: str


@dataclass(frozen=True, slots=True)
class ListKind:
    """How one kind of items is shown: a row of it, its heading, the sentence where there is none, the whole list."""

    present: Callable[[Any], Any]
    title: str | Promise
    empty: str | Promise
    link: str | Promise
    path: str


LIST_KINDS = {
    "news": ListKind(
        news_item, gettext_lazy("Latest news"), gettext_lazy("No news yet."), gettext_lazy("All news"), "/news/"
    ),
    "events": ListKind(
        event_item,
        gettext_lazy("Next events"),
        gettext_lazy("No upcoming events are announced."),
        gettext_lazy("All events"),
        "/events/",
    ),
    "videos": ListKind(video_item, gettext_lazy("Latest videos"), "", gettext_lazy("Videos"), "/videos/"),
    "calls": ListKind(call_item, gettext_lazy("Next deadlines of calls"), "", gettext_lazy("All calls"), "/calls/"),
}


@dataclass(frozen=True, slots=True)
class Featured:
    text: str
    url: str
    is_elsewhere: bool
    picture: PlacedPicture | None


@dataclass(frozen=True, slots=True)
class PartnerView:
    name: str
    url: str
    picture: PlacedPicture | None


@dataclass(frozen=True, slots=True)
class Hero:
    """The band at the top; `picture` is the map or an image, `map_url` leads on where it is the map."""

    picture: PlacedPicture | None
    map_url: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class HomeView:
    release: Release | None
    hero: Hero | None
    parts: tuple[Part, ...]
    search_url: str
    social_image: str


def present_home(body: StreamValue, answer: HomeAnswer) -> HomeView:
    made = tuple(_in_columns(_parts(body, answer)))
    return HomeView(
        release=answer.release,
        hero=next((_hero(block.value, answer) for block in body if block.block_type == "hero"), None),
        parts=made,
        search_url=reverse("home:search"),
        social_image=reverse("observatory:mapping-download", args=["png"]) if answer.headlines else "",
    )


def _parts(body: StreamValue, answer: HomeAnswer) -> Iterator[Part]:
    for place, (block, raw) in enumerate(zip(body, body.raw_data, strict=True)):
        make = _MAKERS.get(block.block_type)
        part = make(block, raw["value"], answer, f"part-{place}") if make else None
        if part is not None:
            yield part


def _in_columns(parts: Iterator[Part]) -> Iterator[Part]:
    """Lists that follow one another stand side by side where the screen is wide."""
    waiting: list[Part] = []
    for part in parts:
        if part.kind == "list":
            waiting.append(part)
            continue
        yield from _columns(waiting)
        waiting = []
        yield part
    yield from _columns(waiting)


def _columns(lists: list[Part]) -> list[Part]:
    return [Part("columns", lists[0].anchor, "", tuple(lists))] if len(lists) > 1 else lists


def _hero(value: Any, answer: HomeAnswer) -> Hero:
    if value["show"] == "map" and answer.headlines:
        drawn = map_picture(answer.headlines)
        return Hero(drawn.picture, reverse("observatory:mapping"), drawn.caption)
    image = value["image"] if value["show"] == "image" else None
    alt = image.contextual_alt_text or "" if image else ""
    return Hero(_picture(answer, image.pk, alt) if image else None)


def _picture(answer: HomeAnswer, pk: int | None, alt: str) -> PlacedPicture | None:
    known = next((image for image in answer.items.get("images", ()) if image.pk == pk), None)
    return placed(known.rendition, pk, PICTURE, alt) if known else None


def _titled(kind: str, block: Any, anchor: str, usual: str, content: Any) -> Part:
    """A part under the heading that the editor gave it, else under its usual one."""
    own = block.value["title"]
    return Part(kind, anchor, own or usual, content, is_own_title=bool(own))


def _figures(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part:
    figures: FiguresView | None = None
    if answer.headlines:
        figures = present_figures(answer.headlines, with_leading=block.value["with_leading"])
    return _titled("figures", block, anchor, _("Statistical clusters in Europe"), figures)


def _sections(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part:
    chosen = block.value["sections"]
    cards: tuple[SectionCard, ...] = tuple(card for card in section_cards() if not chosen or card.key in chosen)
    usual = _("Sections") if chosen else _("Four sections")
    return _titled("sections", block, anchor, usual, cards)


def _list(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part | None:
    """A kind without a sentence for "none" is left out where there is none."""
    kind = LIST_KINDS[block.block_type]
    items: tuple[Item, ...] = tuple(kind.present(page) for page in answer.items.get(block.block_type, ()))
    if not items and not kind.empty:
        return None
    view = ListView(items, Link(str(kind.link), localised(kind.path)), str(kind.empty))
    return _titled("list", block, anchor, str(kind.title), view)


def _featured(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part | None:
    """Nothing where the page that it leads to is gone or not public."""
    page: Page | None = next((page for page in answer.items.get("pages", ()) if page.pk == raw["page"]), None)
    url = page_path(page) if page else raw["url"]
    if not url:
        return None
    image = raw.get("image") or {}
    alt = "" if image.get("decorative") else image.get("alt_text") or ""
    picture = _picture(answer, image_of(raw), alt)
    return Part("featured", anchor, raw["title"], Featured(raw["text"], url, page is None, picture))


def _facts(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part:
    return Part("facts", anchor, block.value["title"], block.value)


def _partners(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part | None:
    partners = tuple(
        PartnerView(one.name, one.url, placed(one.rendition, one.logo_id, LOGO, one.logo_alt))
        for one in answer.items.get("partners", ())
    )
    return _titled("partners", block, anchor, _("Partners"), partners) if partners else None


def _text(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part:
    return Part("text", anchor, block.value["title"], block.value["text"])


def _figure(block: Any, raw: Any, answer: HomeAnswer, anchor: str) -> Part:
    """A figure block of the Observatory, drawn by its own template."""
    drawn: SafeString = block.render(context={LIVE_RELEASE: answer.release} if answer.release else None)
    return Part("figure", anchor, "", drawn)


_MAKERS: dict[str, Callable[[Any, Any, HomeAnswer, str], Part | None]] = {
    "figures": _figures,
    "sections": _sections,
    **dict.fromkeys(LIST_KINDS, _list),
    "featured": _featured,
    "facts": _facts,
    "partners": _partners,
    "text": _text,
    "headline_figure": _figure,
    "ranking": _figure,
    "region_comparison": _figure,
}
