"""Schemes, groups and weights from the project's data files, validated before anything is stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from portal.registry.loading.countries import DATA
from portal.registry.loading.records import LoadRefused
from portal.registry.models import GroupMember, Industry, IndustryGroup, IndustryLabel, Scheme

Weight = Annotated[float, msgspec.Meta(gt=0, le=1)]
DIVISION = 2


class GroupEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of a scheme: its name in the languages of the interface and the weights of its NACE codes."""

    code: str
    name: str
    members: dict[str, Weight]
    market: Literal["traded", "local"] = "traded"
    names: dict[str, str] = {}


class SchemeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scheme. `divisions = true` makes every NACE division a group of its own, `local` marks the local ones."""

    code: str
    name: str
    description: str
    source: str
    composition: Literal["official", "indicative"]
    position: int
    divisions: bool = False
    local: list[str] = []
    names: dict[str, str] = {}
    group: list[GroupEntry] = []
    made_by: str = ""


def scheme_files() -> list[Path]:
    return sorted((DATA / "schemes").glob("*.toml"))


def read_scheme(path: Path) -> SchemeFile:
    """A scheme's data file. Raises LoadRefused that says what is wrong with it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=SchemeFile)
    except msgspec.DecodeError as error:
        raise LoadRefused([f"{path.name}: {error}."]) from error


def load_schemes() -> str:
    """Bring all schemes up to date. Groups that a file no longer names stay, figures may refer to them."""
    schemes = [(path, read_scheme(path)) for path in scheme_files()]
    groups = sum(store_scheme(path.name, scheme) for path, scheme in schemes)
    return f"{len(schemes)} schemes with {groups} groups"


def store_scheme(origin: str, file: SchemeFile, state: str = Scheme.State.PUBLIC) -> int:
    """Insert or update a scheme with its groups and weights; returns the number of groups.

    `state` is that of a scheme which is not there yet; one that is there keeps its own.
    """
    entries = [*file.group, *(_divisions(file) if file.divisions else ())]
    _check_members(origin, entries, file.local)
    fields = {
        "name": file.name,
        "names": file.names,
        "description": file.description,
        "source": file.source,
        "composition": file.composition,
        "position": file.position,
        "made_by": file.made_by,
    }
    scheme, _ = Scheme.everything.update_or_create(
        code=file.code, defaults=fields, create_defaults={**fields, "state": state}
    )
    for position, entry in enumerate(entries, 1):
        _store_group(scheme, position, entry)
    return len(entries)


def _divisions(file: SchemeFile) -> Iterator[GroupEntry]:
    titles: dict[str, dict[str, str]] = {}
    for label in IndustryLabel.objects.filter(industry__level=DIVISION).order_by("industry__code"):
        titles.setdefault(label.industry_id, {})[label.language] = label.title
    for code, names in titles.items():
        market = "local" if code in file.local else "traded"
        others = {language: name for language, name in names.items() if language != "en"}
        yield GroupEntry(code, names["en"], {code: 1.0}, market, others)


def _check_members(origin: str, entries: list[GroupEntry], local: list[str]) -> None:
    known = set(Industry.objects.values_list("code", flat=True))
    problems = [
        f"{origin}: group {entry.code} names {code}, which is no NACE code."
        for entry in entries
        for code in entry.members
        if code not in known
    ]
    problems += [f"{origin}: local names {code}, which is no NACE code." for code in local if code not in known]
    problems += [f"{origin}: group {entry.code} has no members." for entry in entries if not entry.members]
    problems += [fault for entry in entries for fault in _overlaps(origin, entry)]
    if problems:
        raise LoadRefused(problems)


def _overlaps(origin: str, entry: GroupEntry) -> Iterator[str]:
    """A code and one of its parts in the same group would count twice."""
    for code in entry.members:
        if any(other != code and code.startswith(other) for other in entry.members):
            yield f"{origin}: group {entry.code} has {code} and a code that contains it."


def _store_group(scheme: Scheme, position: int, entry: GroupEntry) -> None:
    group, _ = IndustryGroup.everything.update_or_create(
        scheme=scheme,
        code=entry.code,
        defaults={"name": entry.name, "names": entry.names, "market": entry.market, "position": position},
    )
    GroupMember.everything.filter(group=group).exclude(industry__in=entry.members).delete()
    GroupMember.everything.bulk_create(
        [GroupMember(group=group, industry_id=code, weight=weight) for code, weight in entry.members.items()],
        update_conflicts=True,
        unique_fields=["group", "industry"],
        update_fields=["weight"],
    )
