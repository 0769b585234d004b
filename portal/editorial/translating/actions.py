"""What happens to translations when an original is submitted or published again. Called by jobs, never by a request."""

from django.db import transaction
from django.db.models import Max
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree

from portal.accounts.models import User

OWN_FIELDS = ("slug",)  # shared at first, but a translation may have its own


def translate(*, page_id: int, locale_id: int, user_id: int | None, with_subtree: bool) -> None:
    """Drafts in one language, with the texts of the original until they are translated."""
    page, locale = Page.objects.filter(pk=page_id).first(), Locale.objects.filter(pk=locale_id).first()
    if page is None or locale is None:
        return
    user = User.objects.filter(pk=user_id).first() if user_id else None
    with transaction.atomic():
        if not _is_submitted(page, locale):
            translate_object(page.specific, [locale], None, user)
        if with_subtree:
            translate_page_subtree(page.pk, [locale], None, user)


def _is_submitted(page: Page, locale: Locale) -> bool:
    """A second run must not write a second draft over what a translator has begun."""
    submitted = Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale, enabled=True)
    return bool(submitted.exists())


@transaction.atomic
def refresh_source(*, source_id: int) -> list[int]:
    """Read the original's texts as they are published now; ids of the translations that follow it."""
    source = TranslationSource.objects.select_for_update().filter(pk=source_id).first()
    original = _original(source) if source else None
    if source is None or original is None:
        return []
    TranslationSource.update_or_create_from_instance(original)
    return list(source.translations.filter(enabled=True).values_list("pk", flat=True))


def take_down(*, source_id: int) -> None:
    """Unpublish every live translation, each by itself. Nothing where the original is live again meanwhile."""
    source = TranslationSource.objects.filter(pk=source_id).first()
    original = _original(source) if source else None
    if source is None or original is None or original.live:
        return
    for translation in source.translations.filter(enabled=True):
        page = _target(translation)
        if page is not None and page.live:
            page.unpublish()


def _original(source: TranslationSource) -> Page | None:
    model = source.specific_content_type.model_class()
    return model.objects.filter(translation_key=source.object_id, locale_id=source.locale_id).first()


@transaction.atomic
def update_translation(*, translation_id: int) -> None:
    """A translation in which no text waits is written anew; in any other only what all languages share changes.

    So a changed date reaches every language at once, and no visitor meets a text of the original in a translation.
    """
    translation = Translation.objects.select_for_update(of=("self",)).filter(pk=translation_id, enabled=True).first()
    target = _target(translation) if translation else None
    if translation is None or target is None:
        return
    if not target.live:
        translation.save_target(publish=False)
    elif is_complete(translation) and not _has_unpublished_texts(translation, target):
        translation.save_target(publish=True)
    else:
        _share(translation.source, target)


def _target(translation: Translation) -> Page | None:
    model = translation.source.specific_content_type.model_class()
    pages = model.objects.filter(translation_key=translation.source.object_id, locale_id=translation.target_locale_id)
    return pages.filter(alias_of__isnull=True).first()


def is_complete(translation: Translation) -> bool:
    """Whether every text of the original as it is now has a translation. 1 query."""
    wanted, translated = translation.get_progress()
    return bool(wanted == translated)


def _has_unpublished_texts(translation: Translation, target: Page) -> bool:
    """A translator has written what nobody has published yet."""
    texts = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    newest = texts.aggregate(newest=Max("updated_at"))["newest"]
    published = target.last_published_at
    return target.has_unpublished_changes or bool(newest and published and newest > published)


def _share(source: TranslationSource, target: Page) -> None:
    """Dates, places, codes and flags of the original, published at once; texts and drafts stay as they are."""
    has_draft = target.has_unpublished_changes
    original = source.as_instance()
    kept = {name: getattr(target, name) for name in (*OWN_FIELDS, *_translated(original))}
    copy_synchronised_fields(original, target)
    _share_choices(original, target)
    for name, value in kept.items():
        setattr(target, name, value)
    target.save_revision().publish(skip_permission_checks=True)
    if has_draft:
        type(target).objects.filter(pk=target.pk).update(has_unpublished_changes=True)


def _translated(original: Page) -> list[str]:
    """Fields with texts of their own; wagtail-localize copies bodies too, to put translated texts into them."""
    return [rule.field_name for rule in get_translatable_fields(type(original)) if rule.is_translated(original)]


def _share_choices(original: Page, target: Page) -> None:
    """Also where the original chooses none any more, which wagtail-localize leaves out."""
    shared = {field.field_name for field in get_translatable_fields(type(original)) if field.is_synchronized(original)}
    for field in type(original)._meta.get_fields():
        if isinstance(field, ParentalManyToManyField) and (field.name in shared or not field.editable):
            setattr(target, field.name, list(getattr(original, field.name).all()))
