"""The mail that tells of new organisations: names, places and links, the search, and where it is switched off."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.directory.choices import Choices
from internationalisation.directory.presenting import directory_path
from internationalisation.directory.rows import place_text
from internationalisation.people.mails import compose, name_of, one_line
from portal.accounts.mails import queue_mail, writing_to
from portal.accounts.models import SavedView
from portal.core.formatting import number
from portal.registry.models import ClusterOrganisation

MOST_NAMED = 20


def tell_of(view: SavedView, choices: Choices, organisations: Sequence[ClusterOrganisation], total: int) -> None:
    """Queue one mail in the owner's language; `organisations` are the first of `total`."""
    with writing_to(view.owner):
        queue_mail(message=_written(view, choices, organisations, total))


def _written(
    view: SavedView, choices: Choices, organisations: Sequence[ClusterOrganisation], total: int
) -> EmailMultiAlternatives:
    words = ngettext(
        "%(count)s new organisation for “%(search)s”", "%(count)s new organisations for “%(search)s”", total
    )
    title = words % {"count": number(total), "search": one_line(view.title)}
    return compose(view.owner.email, title, _paragraphs(view, choices, organisations, total))


def _paragraphs(
    view: SavedView, choices: Choices, organisations: Sequence[ClusterOrganisation], total: int
) -> Iterator[str]:
    words = ngettext(
        "%(count)s organisation is new in the directory and fits your search “%(search)s”:",
        "%(count)s organisations are new in the directory and fit your search “%(search)s”:",
        total,
    )
    yield words % {"count": number(total), "search": one_line(view.title)}
    for one in organisations:
        yield f"{name_of(one)}: {one_line(place_text(one))}"
        yield _absolute(one.get_absolute_url())
    rest = total - len(organisations)
    if rest:
        words = ngettext("And %(count)s more. Your whole search:", "And %(count)s more. Your whole search:", rest)
        yield words % {"count": number(rest)}
    else:
        yield _("Your whole search:")
    yield _absolute(choices.address(directory_path()))
    yield _("You asked for these mails on your personal page, and stop them there:")
    yield _absolute(reverse("home:personal"))


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
