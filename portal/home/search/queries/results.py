"""What the index answers: how many entries of each kind, the best of them, and where they hold what was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchConfig, SearchRank
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
SHORTEST_JOINED = 6
BEGIN, END = "\x02", "\x03"
OPTIONS = f"StartSel={BEGIN}, StopSel={END}"
EXCERPT = f"{OPTIONS}, MaxFragments=2, MaxWords=26, MinWords=12, FragmentDelimiter=' … '"
WINDOW, BEFORE = 6_000, 400


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


def matching(compiled: Sequence[Compiled]) -> QuerySet[SearchEntry]:
    """Entries in the first language, and those of the others that are not translated into it."""
    first, *others = compiled
    found = Q(language=first.language, vector=first.query)
    for other in others:
        found |= Q(~translated(first.language), language=other.language, vector=other.query)
    return SearchEntry.objects.filter(found)


def translated(language: str) -> Exists:
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


def with_hyphens(hits: Sequence[Hit], asked: Asked) -> list[Hit]:
    """Excerpts for hits whose text writes the word with a hyphen, which marking does not see. 1 query, 0 if none."""
    longest = max((term.text for term in asked.wanted), key=len, default="")
    bare = [hit.pk for hit in hits if not hit.excerpt and BEGIN not in hit.title]
    if not bare or len(longest) < SHORTEST_JOINED:
        return list(hits)
    written = "[-\u2010\u2011]?".join(re.escape(letter) for letter in longest[: len(longest) - 2])
    around = Func(
        F("text"), Value(f"(?i)[^\n]{{0,90}}{written}[^\n]{{0,90}}"), function="substring", output_field=TextField()
    )
    found = dict(SearchEntry.objects.filter(pk__in=bare).values_list("pk", around))
    word = re.compile(rf"{written}[\w-]*", re.IGNORECASE)
    return [replace(hit, excerpt=_mark(word, found.get(hit.pk) or "")) if hit.pk in bare else hit for hit in hits]


def _mark(word: re.Pattern[str], text: str) -> str:
    return word.sub(lambda found: f"{BEGIN}{found.group()}{END}", text)


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
