"""What the index answers: how many entries of each kind, the best of them, excerpts, and completions of a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.contrib.postgres.search import SearchConfig, SearchRank
from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Exp, Greatest, Lower, NullIf, StrIndex, Substr
from django.utils import timezone

from portal.home.search.compiling import Compiled
from portal.home.search.configurations import configuration
from portal.home.search.models import PromotedResult, SearchEntry
from portal.home.search.parsing import Asked

WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of text, summary, subject and names
WHOLE_NAME, MEANT, BEGINS = 2.0, 1.0, 0.3  # the search is a name, stands for its code, or begins one
NEVER_BELOW, DAYS = 0.6, 365.0  # what is dated loses at most so much, most of it in the first year
SUGGESTIONS = 8
RARE, OFTEN, ALIKE = 2, 10, 0.75  # a word of one or two entries, where a similar one has ten times as many
BEGIN, END = "\x02", "\x03"
OPTIONS = f"StartSel={BEGIN}, StopSel={END}"
EXCERPT = f"{OPTIONS}, MaxFragments=2, MaxWords=26, MinWords=12, FragmentDelimiter=' … '"
WINDOW, BEFORE = 6_000, 400
_NEAR = """
    SELECT asked.word, near.word, near.entries
    FROM unnest(%s::text[]) AS asked(word) CROSS JOIN LATERAL (
        SELECT word, entries FROM home_searchword
        WHERE language = ANY(%s) AND word %% asked.word
        ORDER BY similarity(word, asked.word) DESC, entries DESC LIMIT 8
    ) AS near
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found. In `title` and `excerpt` what was looked for stands between BEGIN and END."""

    pk: int
    kind: str
    key: str
    language: str
    title: str
    path: str
    summary: str
    dated: date | None
    excerpt: str = ""  # empty where the text holds nothing of it


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    title: str
    path: str
    language: str


def matching(compiled: Sequence[Compiled]) -> QuerySet[SearchEntry]:
    """Entries in the first language, and those of the others that are not translated into it."""
    first, *others = compiled
    found = Q(language=first.language, vector=first.query)
    for other in others:
        found |= Q(~_translated(first.language), language=other.language, vector=other.query)
    return SearchEntry.objects.filter(found)


def _translated(language: str) -> Exists:
    same = SearchEntry.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), language=language)
    return Exists(same)


def count_kinds(compiled: Sequence[Compiled]) -> dict[str, int]:
    """Entries found by kind. 1 query."""
    rows = matching(compiled).order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def list_best(compiled: Sequence[Compiled], kind: str, start: int, stop: int) -> list[int]:
    """Keys of the rows from `start` to `stop`, best first, of one kind or all. 1 query."""
    found = matching(compiled).filter(**({"kind": kind} if kind else {}))
    ranked = found.annotate(score=_score(compiled)).order_by("-score", F("dated").desc(nulls_last=True), "title", "pk")
    return list(ranked.values_list("pk", flat=True)[start:stop])


def _score(compiled: Sequence[Compiled]) -> ExpressionWrapper:
    """Rank of the words, more where the search is a name or begins one, times weight and freshness."""
    ranks = [When(language=one.language, then=SearchRank(F("vector"), one.query, weights=WEIGHTS)) for one in compiled]
    rank = Case(*ranks, default=0.0, output_field=FloatField())
    return ExpressionWrapper(F("weight") * _freshness() * (rank + _naming(compiled[0].names)), FloatField())


def _naming(names: Sequence[str]) -> Case:
    own, *meant = names
    codes = Q()
    for code in meant:
        codes |= Q(names__contains=f"| {code} |")
    cases = [When(names__contains=f"| {own} |", then=WHOLE_NAME)]
    cases += [When(codes, then=MEANT)] if meant else []
    cases += [When(names__contains=f"| {own} ", then=BEGINS)]
    return Case(*cases, default=0.0, output_field=FloatField())


def _freshness() -> Case:
    today = Value(timezone.localdate())
    days = Func(today, F("dated"), template="abs(%(expressions)s)", arg_joiner=" - ", output_field=FloatField())
    faded = NEVER_BELOW + (1 - NEVER_BELOW) * Exp(-days / Value(DAYS))
    return Case(When(dated__isnull=True, then=1.0), default=faded, output_field=FloatField())


def list_hits(pks: Sequence[int], compiled: Sequence[Compiled], asked: Asked) -> list[Hit]:
    """The rows of `pks` in that order, with what was looked for marked. 1 query a language, at most 2."""
    hits = {}
    for one in compiled:
        rows = SearchEntry.objects.filter(pk__in=pks, language=one.language)
        for row in _marked(rows, one, asked):
            hits[row.pk] = _hit(row)
    return [hits[pk] for pk in pks if pk in hits]


def _marked(rows: QuerySet[SearchEntry], compiled: Compiled, asked: Asked) -> QuerySet[SearchEntry]:
    """Excerpts are cut around the longest word: marking a whole book takes long."""
    return rows.annotate(
        marked_title=_headline(F("title"), compiled, f"{OPTIONS}, HighlightAll=true"),
        excerpt=_headline(_window(asked), compiled, EXCERPT),
    ).defer("text", "vector", "names")


def _headline(text: Any, compiled: Compiled, options: str) -> Func:
    config = SearchConfig(configuration(compiled.language))
    return Func(config, text, compiled.marked, Value(options), function="ts_headline", output_field=TextField())


def _window(asked: Asked) -> Substr:
    longest = max((term.text for term in asked.wanted), key=len, default="").lower()
    place = NullIf(StrIndex(Lower("text"), Value(longest[:6])), Value(0))
    begin = Greatest(Coalesce(place, Value(1)) - Value(BEFORE), Value(1))
    return Substr("text", begin, WINDOW)


def _hit(row: Any) -> Hit:
    return Hit(
        pk=row.pk,
        kind=row.kind,
        key=row.key,
        language=row.language,
        title=row.marked_title,
        path=row.path,
        summary=row.summary,
        dated=row.dated,
        excerpt=row.excerpt if BEGIN in row.excerpt else "",
    )


def list_regions(codes: Sequence[str], language: str) -> list[Hit]:
    """Entries of regions, in the order of `codes`. 1 query."""
    rows = SearchEntry.objects.filter(kind="regions", key__in=codes, language=language)
    rows = rows.annotate(marked_title=F("title"), excerpt=Value("", CharField())).defer("text", "vector", "names")
    hits = {row.key: _hit(row) for row in rows}
    return [hits[code] for code in codes if code in hits]


def list_promoted(asked: Asked, language: str) -> list[PromotedResult]:
    """What editors promote for exactly this search. 1 query."""
    promoted = PromotedResult.objects.in_force(language, timezone.localdate()).filter(folded__contains=f"|{asked.key}|")
    return list(promoted.select_related("page").order_by("pk"))


def correct(asked: Asked, languages: Sequence[str]) -> str:
    """The search with each unknown word replaced by the most similar known one; empty where that changes nothing.

    1 query.
    """
    words = {word for term in asked.wanted if not term.is_phrase for word in term.key.split() if len(word) > 3}
    near = _near(sorted(words), languages) if words else {}
    better = {word: _nearest(word, known) for word, known in near.items()}
    parts = [" ".join(better.get(word, word) for word in term.key.split()) for term in asked.wanted]
    corrected = " ".join(parts)
    return corrected if corrected != " ".join(term.key for term in asked.wanted) else ""


def _near(words: Sequence[str], languages: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    near: dict[str, list[tuple[str, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(words), list(languages)])
        for word, known, entries in cursor.fetchall():
            near.setdefault(word, []).append((known, entries))
    return near


def _nearest(word: str, known: Sequence[tuple[str, int]]) -> str:
    """The word with most letters in the same order; the word itself unless it is rare beside a similar one."""
    near = [pair for pair in known if pair[0] != word]
    if not near:
        return word
    best, entries = max(near, key=lambda pair: (_likeness(word, pair[0]), pair[1]))
    own = dict(known).get(word, 0)
    return word if own and not (own <= RARE and entries >= OFTEN * own and _likeness(word, best) > ALIKE) else best


def _likeness(word: str, other: str) -> float:
    return round(SequenceMatcher(None, word, other).ratio(), 2)


def suggest(asked: Asked, languages: Sequence[str]) -> list[Suggestion]:
    """Entries with a name or a word of a name that begins so; where there are none, with the nearest known words.

    1 query, 3 where nothing begins so.
    """
    found = _completions(asked.key, languages) if asked.key else []
    corrected = "" if found or not asked.wanted else correct(asked, languages)
    return found or (_completions(corrected, languages) if corrected else [])


def _completions(key: str, languages: Sequence[str]) -> list[Suggestion]:
    begins = _readable(languages).filter(names__contains=f" {key}").annotate(fit=F("weight") * _fit(key))
    rows = begins.order_by("-fit", "title", "pk").values_list("kind", "title", "path", "language")
    return [Suggestion(*row) for row in rows[:SUGGESTIONS]]


def _readable(languages: Sequence[str]) -> QuerySet[SearchEntry]:
    first, *others = languages
    readable = Q(language=first)
    for other in others:
        readable |= Q(~_translated(first), language=other)
    return SearchEntry.objects.filter(readable)


def _fit(key: str) -> Case:
    """A whole name fits better than the beginning of the title, of a name, of any word."""
    return Case(
        When(names__contains=f"| {key} |", then=4.0),
        When(names__startswith=f"| {key}", then=3.0),
        When(names__contains=f"| {key}", then=2.0),
        default=1.0,
        output_field=FloatField(),
    )
