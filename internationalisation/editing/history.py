"""The history in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.editing.differences import Change, compare_contents
from internationalisation.editing.presenters import person
from internationalisation.editing.queries import Step
from portal.core import formatting
from portal.core.page import Link, Pagination
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: `summary` says in a line what changed, `mark` what it is now (public, draft)."""

    pk: int
    author: str
    made_at: str
    summary: str
    mark: str
    changes: tuple[Change, ...]
    is_newest: bool


def present_history(organisation: ClusterOrganisation, steps: Sequence[Step]) -> tuple[Entry, ...]:
    """No query when warm."""
    return tuple(_entry(organisation, step) for step in steps)


def _entry(organisation: ClusterOrganisation, step: Step) -> Entry:
    revision, before = step.revision, step.before
    changes = compare_contents(before.content, revision.content) if before else ()
    return Entry(
        pk=revision.pk,
        author=person(revision.user),
        made_at=formatting.minute(revision.created_at),
        summary=_summary(changes) if before else _("The profile was begun."),
        mark=_mark(organisation, revision.pk),
        changes=changes,
        is_newest=revision.pk == organisation.latest_revision_id,
    )


def _summary(changes: Sequence[Change]) -> str:
    if not changes:
        return _("Nothing in the profile was changed.")
    labels = list(dict.fromkeys(change.label for change in changes))
    text = ngettext("Changed: %(fields)s", "Changed: %(fields)s", len(labels))
    return text % {"fields": ", ".join(labels)}


def _mark(organisation: ClusterOrganisation, pk: int) -> str:
    if pk == organisation.live_revision_id and organisation.live:
        return _("Public now")
    return _("The draft now") if pk == organisation.latest_revision_id else ""


def present_pages(page: Page[Any]) -> Pagination:
    if page.paginator.num_pages == 1:
        return Pagination(())
    links = tuple(Link(str(number), f"?page={number}", number == page.number) for number in page.paginator.page_range)
    return Pagination(
        links,
        previous=f"?page={page.previous_page_number()}" if page.has_previous() else "",
        next=f"?page={page.next_page_number()}" if page.has_next() else "",
        summary=_("Page %(page)s of %(pages)s") % {"page": page.number, "pages": page.paginator.num_pages},
    )
