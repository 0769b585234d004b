"""Ways of adding what is compared, all of them links and plain forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.presenters.custom.index import Picker, kept_pairs
from observatory.presenters.words import group_name
from observatory.queries.comparison_subjects import Found
from observatory.several import Several
from portal.core.page import Link, Option
from portal.registry.queries import RegionMatch
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class GroupPicker:
    """A list of the scheme's groups that are not compared yet."""

    action: str
    sent: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]


def present_subject_picker(
    selection: Several, text: str, matches: Sequence[RegionMatch], path: str, found: Found, parameter: str
) -> Picker:
    return Picker(
        action=path,
        text=text,
        name="",
        sent=(*selection.subjects, *kept_pairs(selection)),
        matches=tuple(_match(selection, match, path, found, parameter) for match in matches),
        nothing=_nothing(text) if text and not matches else "",
        chosen=(),
    )


def _match(selection: Several, match: RegionMatch, path: str, found: Found, parameter: str) -> Link:
    level = gettext("country") if match.level == 0 else f"NUTS {match.level}"
    title = ", ".join(part for part in (match.country_name if match.level else "", level, match.detail) if part)
    added = dict.fromkeys((*selection.subjects, (parameter, found.joined(match.code))))
    return Link(f"{match.name} ({match.code})", selection.with_(subjects=tuple(added)).address(path), title=title)


def _nothing(text: str) -> str:
    return gettext("No region answers “%(text)s”. Try its name in another spelling, its NUTS code or a postcode.") % {
        "text": text
    }


def present_group_picker(selection: Several, path: str) -> GroupPicker:
    chosen = {value for _name, value in selection.subjects}
    groups = (group for group in reference().groups_of(selection.scheme) if group.code not in chosen)
    options = tuple(Option(group.code, group_name(group)) for group in groups)
    return GroupPicker(path, (*selection.subjects, *kept_pairs(selection)), options)
