"""Lists that editors fill, ten a page."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.core.errors import BadChoice, NotFound
from portal.core.page import Link, Pagination

PER_PAGE = 10


class CountedPaginator(Paginator):
    """Counts nothing where the caller has counted."""

    def __init__(self, items: QuerySet, per_page: int, total: int | None):
        super().__init__(items, per_page)
        if total is not None:
            self.count = total


def paginate(
    items: QuerySet,
    query: Mapping[str, str],
    path: str,
    kept: Mapping[str, str] | None = None,
    total: int | None = None,
) -> tuple[list, Pagination]:
    """The items of the page that `query` asks for, and the links to the others. 2 queries, 1 where `total` is known.

    Raises BadChoice for a page that is no number from 1 up, NotFound past the end. `kept` stays in the links.
    """
    number = query.get("page") or "1"
    if not number.isdecimal() or int(number) < 1:
        raise BadChoice("page", number, ("1",))
    paginator = CountedPaginator(items, PER_PAGE, total)
    if int(number) > paginator.num_pages:
        raise NotFound(_("This list has no page %(number)s.") % {"number": number}, [(_("First page"), path)])
    page = paginator.page(int(number))
    return list(page), _links(page, path, dict(kept or {}))


def _links(page: PaginatorPage, path: str, kept: dict[str, str]) -> Pagination:
    def url(number: int) -> str:
        query = urlencode({**kept, **({"page": number} if number > 1 else {})}, safe=":")
        return f"{path}?{query}" if query else path

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Pagination(
        pages=tuple(_link(number, page.number, url) for number in elided) if page.has_other_pages() else (),
        previous=url(page.previous_page_number()) if page.has_previous() else "",
        next=url(page.next_page_number()) if page.has_next() else "",
        summary=_("Page %(number)s of %(pages)s") % {"number": page.number, "pages": page.paginator.num_pages},
    )


def _link(number: object, current: int, url) -> Link:
    return Link(str(number), url(number) if isinstance(number, int) else "", is_current=number == current)
