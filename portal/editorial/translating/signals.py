"""Wagtail says that a page was published, by an editor or by the clock; the queue does what follows."""

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from portal.editorial.translating.tasks import refresh_source


def original_published(sender: type, instance: Page, **kwargs: Any) -> None:
    """However many languages follow the page, this costs its editor one question and one job. 2 queries."""
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id)
    source_id = source.values_list("pk", flat=True).first()
    if source_id is not None:
        transaction.on_commit(lambda: refresh_source.enqueue(source_id))
