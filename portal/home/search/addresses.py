"""Addresses of the search: what they may ask for, and how the pages of results lead to one another."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import formatting
from portal.core.errors import BadChoice
from portal.core.page import Link, Pagination
from portal.core.searching import kinds

AROUND = 2  # pages before and after the present one


def check_kind(kind: str) -> None:
    """Raises BadChoice for a kind that is none."""
    known = tuple(one.key for one in kinds())
    if kind and kind not in known:
        raise BadChoice("kind", kind, known)


def check_page(value: str) -> int:
    """Raises BadChoice for what is no number from 1 up."""
    if not value.isdecimal() or not value.isascii() or int(value[:9]) < 1:
        raise BadChoice("page", value, ("1",))
    return int(value[:9])


def search_path() -> str:
    return reverse("home:search")


def search_url(text: str, kind: str = "", page: int = 1) -> str:
    query = {"q": text, "kind": kind, "page": page if page > 1 else ""}
    kept = urlencode([(name, value) for name, value in query.items() if value])
    return f"{search_path()}?{kept}" if kept else search_path()


def pagination(text: str, kind: str, number: int, pages: int) -> Pagination:
    if pages == 1:
        return Pagination(())
    shown = sorted({1, pages, *range(max(1, number - AROUND), min(pages, number + AROUND) + 1)})
    links: list[Link] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page > before + 1:
            links.append(Link("…", ""))
        links.append(Link(formatting.number(page), search_url(text, kind, page), is_current=page == number))
    return Pagination(
        pages=tuple(links),
        previous=search_url(text, kind, number - 1) if number > 1 else "",
        next=search_url(text, kind, number + 1) if number < pages else "",
        summary=_("Page %(number)s of %(pages)s") % {"number": number, "pages": formatting.number(pages)},
    )
