"""Which pages are translated into which languages, and what is stale since when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

BATCH = 500


class State(StrEnum):
    UP_TO_DATE = "up-to-date"
    STALE = "stale"
    IN_PROGRESS = "in-progress"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one page stands in one language; `since` is known for what is stale, `page_id` for what exists."""

    state: State
    since: datetime | None = None
    page_id: int | None = None


MISSING = Standing(State.MISSING)
Standings = dict[str, Standing]


def originals() -> QuerySet[Page]:
    """Pages that others are translations of: those of the default language, and pages that it does not have."""
    default = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    pages = Page.objects.filter(depth__gt=1, alias_of__isnull=True)
    return pages.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(default)).order_by("path")


def languages() -> list[str]:
    """Codes of the languages that editors write in, the default one left out. 1 query."""
    codes = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).values_list("language_code", flat=True)
    return sorted(codes)


def standings(pages: Iterable[Page], codes: Sequence[str]) -> Iterator[tuple[Page, Standings]]:
    """Each page with how it stands in each of the languages. 2 queries for every 500 pages."""
    rest = iter(pages)
    while some := list(islice(rest, BATCH)):
        keys = [page.translation_key for page in some]
        written, submitted = _written(keys, codes), _submitted(keys, codes)
        for page in some:
            others = [code for code in codes if code != page.locale.language_code]
            found = {code: written.get((page.translation_key, code)) for code in others}
            yield page, {code: _standing(page, one, submitted) for code, one in found.items()}


def pages_in_state(pages: QuerySet[Page], code: str, state: str) -> list[int]:
    """Ids of the pages that stand so in the language. 2 queries for every 500 pages."""
    found = standings(pages.select_related("locale"), [code])
    return [page.pk for page, of in found if code in of and of[code].state == state]


def _written(keys: Sequence[UUID], codes: Sequence[str]) -> dict[tuple[UUID, str], dict[str, Any]]:
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code__in=codes, alias_of__isnull=True)
    rows = pages.values("pk", "translation_key", "locale__language_code", "live", "last_published_at")
    return {(row["translation_key"], row["locale__language_code"]): row for row in rows}


def _submitted(keys: Sequence[UUID], codes: Sequence[str]) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Translations that follow their original, with the number of texts that wait for a translator."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    segments = StringSegment.objects.filter(source_id=OuterRef("source_id")).exclude(Exists(translated)).order_by()
    waiting = segments.values("source_id").annotate(number=Count("pk")).values("number")
    rows = (
        Translation.objects.filter(source__object_id__in=keys, target_locale__language_code__in=codes, enabled=True)
        .annotate(waiting=Coalesce(Subquery(waiting), 0))
        .values("source__object_id", "target_locale__language_code", "source__last_updated_at", "waiting")
    )
    return {(row["source__object_id"], row["target_locale__language_code"]): row for row in rows}


def _standing(page: Page, written: dict[str, Any] | None, submitted: dict[Any, dict[str, Any]]) -> Standing:
    if written is None:
        return MISSING
    if not written["live"]:
        return Standing(State.IN_PROGRESS, page_id=written["pk"])
    follows = submitted.get((page.translation_key, written["locale__language_code"]))
    since = _changed_since(page, written) if follows is None else _waiting_since(follows)
    return Standing(State.STALE if since else State.UP_TO_DATE, since, written["pk"])


def _waiting_since(follows: dict[str, Any]) -> datetime | None:
    return follows["source__last_updated_at"] if follows["waiting"] else None


def _changed_since(page: Page, written: dict[str, Any]) -> datetime | None:
    """A translation that was written by hand: stale once the original is published after it."""
    ours, theirs = page.last_published_at, written["last_published_at"]
    return ours if ours and theirs and ours > theirs else None
