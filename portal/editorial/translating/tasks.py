"""Jobs of page translation. They take ids, read what stands when they run, and may run twice or in any order."""

from django_tasks import task

from portal.editorial.translating import actions

A_TRANSLATOR_WAITS = 10


@task(priority=A_TRANSLATOR_WAITS)
def translate_page(page_id: int, locale_id: int, user_id: int | None, with_subtree: bool = False) -> None:
    """Prepare a page (and those below it) for translation into one language."""
    actions.translate(page_id=page_id, locale_id=locale_id, user_id=user_id, with_subtree=with_subtree)


@task()
def refresh_source(source_id: int) -> None:
    """A translated page was published again: read its texts anew, then look at each translation in a job of its own."""
    for translation_id in actions.refresh_source(source_id=source_id):
        update_translation.enqueue(translation_id)


@task()
def update_translation(translation_id: int) -> None:
    """Bring what all languages share into one translation, and its new shape where every text is translated."""
    actions.update_translation(translation_id=translation_id)


@task()
def take_down(source_id: int) -> None:
    """An original was taken down: so are the translations that follow it."""
    actions.take_down(source_id=source_id)
