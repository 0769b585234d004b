"""The index follows editors: what they publish, move, hide or delete changes in it in the same transaction.

Scheduled publishing and expiry end in the same signals. A page saved as a draft changes nothing.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.core.searching import kind_of, kinds
from portal.editorial.searching import kind_key_of
from portal.home.search.actions import forget_object, index_kind, index_objects

ONE_QUERY = 200


def follow() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid=f"search-{page_changed.__name__}")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(pages_moved, dispatch_uid=f"search-{pages_moved.__name__}")
    post_save.connect(page_made, dispatch_uid="search-page-made")
    post_delete.connect(page_deleted, dispatch_uid="search-page-deleted")
    for signal in (post_save, post_delete):
        signal.connect(object_changed, dispatch_uid="search-object-changed")
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search-restriction-changed")
        signal.connect(collection_changed, sender=CollectionViewRestriction, dispatch_uid="search-collection-changed")


def object_changed(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """What is no page is read again from the database: a draft that is saved changes nothing."""
    for kind in kinds():
        if not raw and sender._meta.label_lower in kind.follows:
            index_objects(kind=kind, keys=kind.keys_of(instance))


def page_changed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    index_pages([instance])


def pages_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The addresses of all pages below changed with it."""
    index_pages(_with_below(instance))


def page_made(sender: type[Model], instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A page that is live from its first moment sends no signal of publishing."""
    if created and not raw and isinstance(instance, Page) and instance.live:
        index_pages([instance])


def page_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Wagtail deletes a page's own row first and the common one then: nothing of it can be read again."""
    if isinstance(instance, Page):
        kind, key = kind_key_of(instance), str(instance.translation_key)
        forget_object(kind=kind_of(kind), key=key, language=instance.locale.language_code)


def restriction_changed(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    """Restricted pages are never found, nor is anything below them."""
    index_pages(_with_below(instance.page))


def collection_changed(sender: type[Model], **kwargs: Any) -> None:
    """Nor is what stands in a file of a restricted collection."""
    for key in ("library", "documents"):
        index_kind(kind=kind_of(key))


def index_pages(pages: Iterable[Page]) -> None:
    """Bring the entries of pages and their translations up to date."""
    keys: dict[str, list[str]] = {}
    for page in pages:
        keys.setdefault(kind_key_of(page), []).append(str(page.translation_key))
    for kind, found in keys.items():
        for start in range(0, len(found), ONE_QUERY):
            index_objects(kind=kind_of(kind), keys=found[start : start + ONE_QUERY])


def _with_below(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=page.path)
