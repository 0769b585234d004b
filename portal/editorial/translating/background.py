"""Where wagtail-localize leaves what takes long: in the portal's queue, as jobs that take ids."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.module_loading import import_string
from wagtail_localize.tasks import BaseJobBackend

JOB = "portal.editorial.translating.tasks.translate_page"


class QueueBackend(BaseJobBackend):
    """wagtail-localize hands over one function, `translate_page_subtree(page id, locales, components, user)`.

    It makes its backend while models are still being read, so the job is found by name when it is needed.
    """

    def enqueue(self, func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        page_id, locales, _components, user = args
        for locale in locales:
            import_string(JOB).enqueue(page_id, locale.pk, user.pk, with_subtree=True)
