"""Sets of regions that policy speaks of, and the way to a set of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from observatory.presenters.notices import Notice
from observatory.presenters.trail import trail
from observatory.presenters.words import full_region_name
from observatory.queries.custom_sets import SetCount
from observatory.queries.place import Place
from observatory.several import Several
from portal.core.formatting import number
from portal.core.page import Link, PageMeta
from portal.registry.queries import RegionMatch
from portal.registry.region_sets import RegionSet

KINDS = {
    "cohesion": gettext_lazy("Cohesion policy"),
    "geography": gettext_lazy("Geography"),
    "macro-region": gettext_lazy("Macro-regional strategies"),
    "euro": gettext_lazy("Currency"),
}
EXAMPLES = (
    (("DE13", "FRF1", "DE12"), gettext_lazy("Upper Rhine: both sides of the river")),
    (("AT33", "ITH1", "ITH2"), gettext_lazy("Tirol, Bolzano and Trento: a European region")),
    (("ES11", "PT11"), gettext_lazy("Galicia and Norte: across the Minho")),
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set with what it is and how many three-star clusters its regions have."""

    title: str
    url: str
    text: str
    clusters: Link
    map: Link


@dataclass(frozen=True, slots=True)
class SetKind:
    title: str
    rows: tuple[SetRow, ...]


@dataclass(frozen=True, slots=True)
class Picker:
    """The form that adds a member: what was searched, what answers, and what is chosen so far."""

    action: str
    text: str
    name: str
    sent: tuple[tuple[str, str], ...]
    matches: tuple[Link, ...]
    nothing: str
    chosen: tuple[Link, ...]
    is_renamed: bool = True


@dataclass(frozen=True, slots=True)
class CustomIndex:
    page: PageMeta
    picker: Picker
    notices: tuple[Notice, ...]
    kinds: tuple[SetKind, ...]
    examples: tuple[Link, ...]
    year: str


def present_index(
    selection: Several, sets: Sequence[RegionSet], counts: Mapping[str, SetCount], picker: Picker,
    notices: Sequence[Notice],
) -> CustomIndex:  # fmt: skip
    path = reverse("observatory:custom")
    return CustomIndex(
        page=PageMeta(
            title=gettext("Sets of regions and custom regions"),
            description=gettext("Several regions taken as one: sets that policy speaks of, or regions of your choice."),
            lead=gettext("Several regions taken as one: a set that policy speaks of, a river valley, a cross-border "
                         "area. Every figure is computed on the sum."),
            canonical_path=selection.address(path, release=""),
            breadcrumbs=trail(Link(gettext("Sets of regions and custom regions"), path)),
            is_indexable=not selection.subjects and not picker.text,
            section="observatory",
        ),
        picker=picker,
        notices=tuple(notices),
        kinds=tuple(_kind(kind, selection, sets, counts) for kind in KINDS),
        examples=tuple(
            Link(str(text), selection.with_(subjects=tuple(("r", code) for code in codes)).address(path))
            for codes, text in EXAMPLES
        ),
        year=selection.year,
    )  # fmt: skip


def _kind(kind: str, selection: Several, sets: Sequence[RegionSet], counts: Mapping[str, SetCount]) -> SetKind:
    rows = tuple(_row(one, selection, counts[one.code]) for one in sets if one.kind == kind)
    return SetKind(str(KINDS[kind]), rows)


def _row(one: RegionSet, selection: Several, count: SetCount) -> SetRow:
    plain = selection.with_(subjects=(), name="")
    ranking = plain.address(reverse("observatory:rankings"), within=one.code, stars="3")
    text = ngettext("%(count)s three-star cluster", "%(count)s three-star clusters", count.three_stars)
    return SetRow(
        title=gettext(one.title),
        url=plain.address(reverse("observatory:region-set", args=[one.code])),
        text=gettext(one.explanation),
        clusters=Link(text % {"count": number(count.three_stars)}, ranking),
        map=Link(gettext("Map"), plain.address(reverse("observatory:mapping"), within=one.code)),
    )


def present_picker(
    selection: Several, places: Sequence[Place], text: str, matches: Sequence[RegionMatch], action: str
) -> Picker:
    """Every way of adding or taking away is a link or a plain form: the address holds everything."""
    query = [*selection.subjects, *kept_pairs(selection)]
    return Picker(
        action=action,
        text=text,
        name=selection.name,
        sent=tuple(query),
        matches=tuple(_match(selection, match, action) for match in matches),
        nothing=_nothing(text) if text and not matches else "",
        chosen=tuple(_chosen(selection, place, action) for place in places),
    )


def kept_pairs(selection: Several) -> list[tuple[str, str]]:
    names = ("scheme", "year", "rules", "area", "release")
    pairs = ((name, getattr(selection, name)) for name in names)
    return [pair for pair in pairs if pair[1] and pair not in selection.defaults]


def _match(selection: Several, match: RegionMatch, action: str) -> Link:
    level = gettext("country") if match.level == 0 else f"NUTS {match.level}"
    title = ", ".join(part for part in (match.country_name if match.level else "", level, match.detail) if part)
    added = (*selection.subjects, ("r", match.code))
    return Link(f"{match.name} ({match.code})", selection.with_(subjects=added).address(action), title=title)


def _nothing(text: str) -> str:
    return gettext("No region answers “%(text)s”. Try its name in another spelling, its NUTS code or a postcode.") % {
        "text": text
    }


def _chosen(selection: Several, place: Place, action: str) -> Link:
    rest = tuple(pair for pair in selection.subjects if pair[1] != place.code)
    return Link(full_region_name(place.region), selection.with_(subjects=rest).address(action))
