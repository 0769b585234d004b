"""Every change of the search's index: whole kinds, single objects, and what readers did not find."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.core.languages import open_languages
from portal.core.searching import Entry, Kind, kinds
from portal.home.search.models import IndexedKind, NothingFound, SearchEntry, SearchWord
from portal.home.search.writing import write

INDEX_VERSION = "4"  # to raise where the rows themselves are made differently
INDEX_LOCK = 4_021_077
KEPT_DAYS = 90
MOST_A_DAY = 2_000
LONGEST_LOGGED = 100
_PERSONAL = re.compile(r"@|\d{5}|\d[\d\s./-]{6,}\d")
_COUNT = """
    INSERT INTO home_nothingfound (text, language, day, count)
    SELECT %s, %s, %s, 1 WHERE (SELECT count(*) FROM home_nothingfound WHERE day = %s) < %s
    ON CONFLICT (text, language, day) DO UPDATE SET count = home_nothingfound.count + 1
"""
Progress = Callable[[Iterable[Entry]], Iterable[Entry]]


def in_silence(entries: Iterable[Entry]) -> Iterable[Entry]:
    return entries


def outdated_kinds(*, again: bool = False) -> list[Kind]:
    """Kinds whose entries were made from something else than what stands now. 1 query, and theirs."""
    stored = dict(IndexedKind.objects.values_list("kind", "fingerprint"))
    return [kind for kind in kinds() if again or stored.get(kind.key) != fingerprint(kind)]


def fingerprint(kind: Kind) -> str:
    made_from = "\n".join((INDEX_VERSION, *open_languages(), str(kind.weight), kind.fingerprint()))
    return hashlib.sha256(made_from.encode()).hexdigest()


def index_kind(*, kind: Kind, progress: Progress = in_silence) -> int:
    """Read a kind anew; readers meet the old entries until all new ones stand. How many there are."""
    with transaction.atomic(), _alone():
        made_from = fingerprint(kind)
        SearchEntry.objects.filter(kind=kind.key).delete()
        count = write(kind, progress(kind.entries(None, open_languages())))
        IndexedKind.objects.update_or_create(kind=kind.key, defaults={"fingerprint": made_from})
    return count


def forget_kinds() -> list[str]:
    """Delete entries of kinds that nobody registers any more; their keys. 1 query where there are none."""
    known = [kind.key for kind in kinds()]
    gone = sorted(IndexedKind.objects.exclude(kind__in=known).values_list("kind", flat=True))
    if gone:
        SearchEntry.objects.filter(kind__in=gone).delete()
        IndexedKind.objects.filter(kind__in=gone).delete()
    return gone


def forget_words() -> None:
    """Begin the list of words anew, before all kinds are read again."""
    SearchWord.objects.all().delete()


@transaction.atomic
def index_objects(*, kind: Kind, keys: Sequence[str]) -> None:
    """Bring the entries of the named objects up to date; those that are gone or hidden go."""
    fresh = list(kind.entries(keys, open_languages()))
    stays = {(entry.key, entry.language) for entry in fresh}
    rows = SearchEntry.objects.filter(kind=kind.key, key__in=keys).values_list("pk", "key", "language")
    SearchEntry.objects.filter(pk__in=[pk for pk, key, language in rows if (key, language) not in stays]).delete()
    write(kind, fresh)


def forget_object(*, kind: Kind, key: str, language: str) -> None:
    """Delete the entry of an object in one language. 1 query."""
    SearchEntry.objects.filter(kind=kind.key, key=key, language=language).delete()


def remember_nothing_found(*, text: str, language: str) -> bool:
    """Count a search without results, unless it may name a person; whether it was counted. 1 query.

    Nothing with an @ or a long row of digits is kept. So that no robot fills the table, a day has a limit.
    """
    if not text or len(text) > LONGEST_LOGGED or _PERSONAL.search(text):
        return False
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [text, language, today, today, MOST_A_DAY])
        counted: int = cursor.rowcount
    return counted > 0


def delete_old_searches() -> int:
    """Searches without results are kept for 90 days; how many rows were older. 1 query."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return NothingFound.objects.filter(day__lt=oldest).delete()[0]


@contextmanager
def _alone() -> Iterator[None]:
    """Two processes that index at once wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEX_LOCK])
    yield
