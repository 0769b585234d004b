"""Pages of twenty organisations."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from internationalisation.directory.choices import Choices
from portal.core.errors import NotFound
from portal.core.page import Link, Pagination

PER_PAGE = 20


def slice_of(total: int, choices: Choices, path: str) -> slice:
    """The rows of the page that is asked for. Raises NotFound past the end."""
    if choices.page > _paginator(total).num_pages:
        first = choices.cleared() if not total else _on(choices, 1)
        raise NotFound(
            _("This list has no page %(number)s.") % {"number": choices.page}, [(_("First page"), first.address(path))]
        )
    return slice((choices.page - 1) * PER_PAGE, choices.page * PER_PAGE)


def page_links(total: int, choices: Choices, path: str) -> Pagination:
    paginator, number = _paginator(total), choices.page
    elided = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1) if paginator.num_pages > 1 else ()
    return Pagination(
        pages=tuple(
            Link(
                str(page), _on(choices, page).address(path) if isinstance(page, int) else "", is_current=page == number
            )
            for page in elided
        ),
        previous=_on(choices, number - 1).address(path) if number > 1 else "",
        next=_on(choices, number + 1).address(path) if number < paginator.num_pages else "",
        summary=_("Page %(number)s of %(pages)s") % {"number": number, "pages": paginator.num_pages},
    )


def _paginator(total: int) -> Paginator:
    return Paginator(range(total), PER_PAGE)


def _on(choices: Choices, page: int) -> Choices:
    return replace(choices, page=page)
