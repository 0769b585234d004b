"""An uploaded scheme as a file: CSV with one row a group and NACE code, or TOML like the portal's own schemes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from observatory.engine.faults import Faults, TableRefused, refuse
from observatory.engine.reading import Shape, Sheet, codes, numbers, read_sheet
from portal.registry.loading.schemes import GroupEntry, SchemeFile
from portal.registry.models import Industry, Scheme

SHAPE = Shape(("group", "title", "code"), ("market", "weight"), ("weight",))
MARKETS = ("traded", "local")
GROUP_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
MOST_GROUPS = 500


@dataclass(frozen=True, slots=True)
class About:
    """What the form says of the scheme; where a TOML file says it, the form may leave it empty."""

    code: str
    name: str
    description: str
    source: str
    made_by: str


@dataclass(slots=True)
class _Group:
    title: str
    market: str
    members: dict[str, float]


def read_upload(file: str, content: bytes, about: About) -> SchemeFile:
    """Raises TableRefused with every fault and its line."""
    is_toml = file.lower().endswith(".toml")
    scheme = _from_toml(file, content, about) if is_toml else _from_csv(file, content, about)
    faults = Faults(file)
    _check(scheme, content.decode("utf-8-sig"), faults)
    refuse(faults)
    return scheme


def _from_csv(file: str, content: bytes, about: About) -> SchemeFile:
    faults = Faults(file)
    sheet = read_sheet(file, content, SHAPE, faults)
    if not sheet.columns:
        refuse(faults)
    groups = _groups(sheet, faults)
    refuse(faults)
    entries = [
        GroupEntry(code, one.title, one.members, one.market)  # type: ignore[arg-type]  # one of MARKETS, checked
        for code, one in groups.items()
    ]
    return _scheme(about, entries)


def _scheme(about: About, entries: list[GroupEntry]) -> SchemeFile:
    return SchemeFile(
        code=about.code, name=about.name, description=about.description, source=about.source,
        composition="indicative", position=_next_position(about.code), group=entries, made_by=about.made_by,
    )  # fmt: skip


def _next_position(code: str) -> int:
    """After all others; a scheme that is uploaded again keeps its place. 1 query."""
    places: Mapping[str, int] = dict(Scheme.everything.values_list("code", "position"))
    return places.get(code) or max(places.values(), default=0) + 1


def _groups(sheet: Sheet, faults: Faults) -> dict[str, _Group]:
    """Weights by NACE code of every group. A weight that is left out is 1. 1 query."""
    known = set(Industry.objects.values_list("code", flat=True))
    groups: dict[str, _Group] = {}
    weights = numbers(sheet, "weight", faults)
    rows = zip(codes(sheet, "group", faults), codes(sheet, "code", faults), weights, sheet.lines, strict=True)
    titles, markets = sheet.text("title"), sheet.text("market")
    for place, (group, written, weight, line) in enumerate(rows):
        one = groups.setdefault(group, _Group(titles[place], markets[place].lower() or MARKETS[0], {}))
        code = nace_code(written)
        for fault in _row_faults(one, titles[place], markets[place].lower()):
            faults.add(line, fault)
        if written and code not in known:
            faults.add(line, f"code: “{written[:20]}” is no NACE Rev. 2 code (C29, C29.1, C29.10)")
        if code in one.members:
            faults.add(line, f"group {group} has {code} already")
        if weight == weight and not 0 < weight <= 1:  # noqa: PLR0124 (NaN: left out)
            faults.add(line, f"weight: {weight:g} is not above 0 and up to 1")
        one.members[code] = 1.0 if weight != weight else weight  # noqa: PLR0124 (as above)
    return groups


def _row_faults(group: _Group, title: str, market: str) -> list[str]:
    faults = []
    if not group.title:
        faults.append("title is missing in the first row of the group")
    if title and title != group.title:
        faults.append(f"title: the group is called “{group.title}” before")
    if market and market not in MARKETS:
        faults.append(f"market: “{market[:20]}” is neither traded nor local")
    elif market and market != group.market:
        faults.append(f"market: the group is {group.market} before")
    return faults


def nace_code(written: str) -> str:
    """As Eurostat writes it, without points: C29.10 is C2910."""
    return written.replace(".", "").replace(" ", "").upper()


def _from_toml(file: str, content: bytes, about: About) -> SchemeFile:
    faults = Faults(file)
    try:
        return _converted(content.decode("utf-8-sig"), about)
    except UnicodeDecodeError:
        faults.add(0, "a sign is not UTF-8")
    except msgspec.DecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        faults.add(int(found[1]) if found else 0, str(error))
    raise TableRefused(faults.listed, faults.count)


def _converted(text: str, about: About) -> SchemeFile:
    """What the form says comes before what the file says. Raises msgspec.DecodeError."""
    said = {name: value for name, value in _said(about).items() if value}
    fixed = {"composition": "indicative", "position": _next_position(about.code)}
    return msgspec.convert(_own(msgspec.toml.decode(text)) | fixed | said, SchemeFile)


def _said(about: About) -> dict[str, str]:
    return {name: getattr(about, name) for name in ("code", "name", "description", "source", "made_by")}


def _own(raw: dict[str, object]) -> dict[str, object]:
    """What an uploaded file may say; that all divisions become groups is for the portal's own scheme."""
    return {name: value for name, value in raw.items() if name not in ("divisions", "local")}


def _check(scheme: SchemeFile, text: str, faults: Faults) -> None:
    """What holds for both forms of a file."""
    if not scheme.group:
        faults.add(0, "there is no group in the file")
    if len(scheme.group) > MOST_GROUPS:
        faults.add(0, f"{len(scheme.group)} groups are more than the portal shows ({MOST_GROUPS})")
    known = set(Industry.objects.values_list("code", flat=True))
    seen: set[str] = set()
    for group in scheme.group:
        line = _line_of(group.code, text)
        for fault in _group_faults(group, known, seen):
            faults.add(line, fault)
        seen.add(group.code.upper())


def _group_faults(group: GroupEntry, known: set[str], seen: set[str]) -> list[str]:
    faults = []
    if not GROUP_CODE.fullmatch(group.code):
        faults.append(f"group “{group.code[:40]}”: a code has letters, digits and hyphens, up to 40")
    if group.code.upper() in seen:
        faults.append(f"group {group.code} stands there twice (capitals do not tell codes apart)")
    if not group.members:
        faults.append(f"group {group.code} has no NACE code")
    faults += [f"group {group.code}: {code} is no NACE Rev. 2 code" for code in group.members if code not in known]
    for code in group.members:
        wider = [other for other in group.members if other != code and code.startswith(other)]
        faults += [f"group {group.code} has {code} and {other}, which contains it" for other in wider]
    return faults


def _line_of(code: str, text: str) -> int:
    """The first line that names the group; 0 where none is found."""
    pattern = re.compile(rf"(^|[\s\"'=,;\t]){re.escape(code)}($|[\s\"',;\t])")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)), 0)
