"""Industry groups, found through the labels and notes of all NACE classes that they hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from observatory.presenters.words import group_name, group_url
from observatory.queries.release import catch_up
from observatory.searching.made_from import reference_fingerprint
from portal.core.searching import Entry
from portal.registry.models import GroupMember, IndustryGroup, IndustryLabel
from portal.registry.reference import reference

FALLBACK = "en"
NACE = "nace"
OTHER_SCHEMES = 0.6  # where several groups hold the same class, the NACE division comes first
LOCAL = 0.9
_HEAD = re.compile(r"^(This|Diese|Cette|Ce|La)\b[^\n]*:\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Note:
    """What a class is called and what it includes; what it excludes belongs to another."""

    title: str
    includes: str


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Groups of all public schemes by "scheme/code". 2 queries, and 1 a language."""
    catch_up()
    members = _members()
    for language in languages:
        notes = _notes(language)
        with override(language):
            for group in reference().groups:
                if keys is None or key_of(group) in keys:
                    yield _entry(group, language, members[group.pk], notes)


def key_of(group: IndustryGroup) -> str:
    return f"{group.scheme_id}/{group.code}"


def fingerprint() -> str:
    return reference_fingerprint()


def _members() -> Mapping[int, list[str]]:
    """NACE codes of each group, the heaviest first."""
    members: dict[int, list[str]] = defaultdict(list)
    rows = GroupMember.objects.order_by("-weight", "industry").values_list("group", "industry")
    for group, industry in rows:
        members[group].append(industry)
    return members


def _notes(language: str) -> Mapping[str, Note]:
    """Titles and notes of all NACE codes in a language, in English where it has none, in the order of the codes."""
    rows = IndustryLabel.objects.filter(language__in=(FALLBACK, language)).order_by("industry")
    notes: dict[str, Note] = {}
    for code, found, title, includes in rows.values_list("industry", "language", "title", "includes"):
        if found == language or code not in notes:
            notes[code] = Note(title, includes)
    return notes


def _entry(group: IndustryGroup, language: str, members: Sequence[str], notes: Mapping[str, Note]) -> Entry:
    codes = [code for member in members for code in notes if code.startswith(member)]
    held = [notes[code] for code in codes]
    return Entry(
        key=key_of(group),
        language=language,
        title=group_name(group),
        path=group_url(group),
        summary=_summary(group, language),
        names=(group.name_in(language), group.code, *_codes(group, codes)),
        keywords="\n".join(dict.fromkeys(note.title for note in held)),
        text="\n".join(_HEAD.sub("", note.includes).strip() for note in held if note.includes),
        weight=(1.0 if group.scheme_id == NACE else OTHER_SCHEMES)
        * (LOCAL if group.market == IndustryGroup.Market.LOCAL else 1.0),
    )


def _codes(group: IndustryGroup, codes: Sequence[str]) -> Iterator[str]:
    """A NACE division under all codes that it holds, with and without the section's letter: C2910, 2910."""
    if group.scheme_id == NACE:
        for code in codes:
            yield from (code, code.lstrip("ABCDEFGHIJKLMNOPQRSTU"))


def _summary(group: IndustryGroup, language: str) -> str:
    local = _("serves local markets") if group.market == IndustryGroup.Market.LOCAL else ""
    return " · ".join(filter(None, (_("Industry group"), group.scheme.name_in(language), local)))
