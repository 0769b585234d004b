"""Translated pages, as editors and translators make them."""

from typing import Any

from django.test import TestCase
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.editorial.translating.actions import translate

CODES = ("bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu")


def all_at_once() -> Any:
    """What a block leaves to the queue, or to the end of its transaction, is done when it ends."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def make_locales(*codes: str) -> list[Locale]:
    return [Locale.objects.get_or_create(language_code=code)[0] for code in codes]


def submit(page: Page, *codes: str) -> list[Translation]:
    """Drafts of `page` in these languages."""
    for locale in make_locales(*codes):
        translate(page_id=page.pk, locale_id=locale.pk, user_id=None, with_subtree=False)
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale__language_code__in=codes)
    return list(found.order_by("target_locale__language_code"))


def write_texts(translation: Translation, mark: str = "", texts: dict[str, str] | None = None) -> None:
    """A translator fills in what waits: `texts` by original, others with the mark before the original."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        own = (texts or {}).get(segment.string.data) or f"{mark}{segment.string.data}"
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": own, "updated_at": timezone.now()},
        )


def publish(translation: Translation) -> Any:
    """The button of the translation's editor."""
    with all_at_once():
        translation.save_target(publish=True)
    return target(translation)


def target(translation: Translation) -> Any:
    return translation.get_target_instance().specific


def save(page: Page, **fields: Any) -> Page:
    """An editor changes the original and publishes it."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
