"""Wagtail says that a page was published or taken down, by an editor or by the clock; the queue does what follows."""

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from portal.editorial.translating.tasks import refresh_source, take_down


def original_published(sender: type, instance: Page, **kwargs: Any) -> None:
    """However many languages follow the page, this costs its editor one question and one job. 2 queries."""
    source_id = _source_of(instance)
    if source_id is not None:
        transaction.on_commit(lambda: refresh_source.enqueue(source_id))


def original_taken_down(sender: type, instance: Page, **kwargs: Any) -> None:
    """By an editor or because it expired. 2 queries."""
    source_id = _source_of(instance)
    if source_id is not None:
        transaction.on_commit(lambda: take_down.enqueue(source_id))


def _source_of(page: Page) -> int | None:
    """Where `page` is an original that translations follow. 1 query."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id)
    found: int | None = source.values_list("pk", flat=True).first()
    return found
