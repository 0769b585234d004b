"""What changed between two releases: figures, stars and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import Release
from observatory.presenters.actions import figure_actions
from observatory.presenters.answers.changes_tables import changes_table, why_table, years_table
from observatory.presenters.choosing import filter_form
from observatory.presenters.data import changes_sentence
from observatory.presenters.trail import trail
from observatory.queries.changes import Kept, ReleaseDifference
from observatory.queries.names import Names
from observatory.selection import Choices, Selection
from portal.core.formatting import day, number
from portal.core.page import Choice, FigureActions, FilterForm, KeyFact, Link, Option, PageMeta, Table

PARAMETERS = ("rules", "year")
FORMATS = ("csv", "xlsx", "json")
UNBROKEN = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True, slots=True)
class ChangesSelection(Selection):
    """`against` is the code of the older release; empty for the one published before."""

    against: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    page: PageMeta
    empty: str
    facts: tuple[KeyFact, ...]
    sentences: tuple[str, ...]
    years: Table | None
    why: Table | None
    changes: Table | None
    note: str
    actions: FigureActions
    filters: FilterForm
    feed: Link
    links: tuple[Link, ...]


def with_against(selection: Selection, against: str) -> ChangesSelection:
    values = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    return ChangesSelection(**values, against=against)


def present_changes(
    found: ReleaseDifference | None, kept: Sequence[Kept], release: Release, asked: "AskedChanges"
) -> ChangesPage:
    """`found` is None where the release has none before it."""
    is_known = found is not None and found.comparison is not None
    return ChangesPage(
        page=_meta(found, asked),
        empty=_empty(found),
        facts=_facts(found) if found and is_known else (),
        sentences=_sentences(found) if found and is_known else (),
        years=years_table(found, asked.selection.year) if found and is_known else None,
        why=why_table(found) if found and found.changes else None,
        changes=changes_table(found, asked.selection) if found and is_known else None,
        note=_note(found),
        actions=_actions(release, asked, found) if found and found.changes else FigureActions(),
        filters=_form(kept, release, asked),
        feed=Link(gettext("Atom feed of changes"), reverse("observatory:changes-feed")),
        links=(
            Link(gettext("All releases, sources and checks"), reverse("observatory:data")),
            Link(gettext("How stars are given"), f"{reverse('observatory:methodology')}#rules"),
            Link(gettext("All questions"), reverse("observatory:questions")),
        ),
    )


@dataclass(frozen=True, slots=True)
class AskedChanges:
    """The page's address and what may be chosen."""

    path: str
    selection: ChangesSelection
    choices: Choices
    names: Names


def _title(found: ReleaseDifference | None) -> str:
    if found is None:
        return gettext("What changed between releases")
    codes = (one.code.replace("-", UNBROKEN) for one in (found.release, found.before))
    values = dict(zip(("release", "before"), codes, strict=True))
    return gettext("What changed: release %(release)s against %(before)s") % values


def _lead(found: ReleaseDifference | None) -> str:
    if found is None or found.comparison is None:
        return _empty(found)
    return change_sentence(found.comparison.observations, found.count(gains=True), found.count(gains=False))


def change_sentence(observations: Mapping[str, Any], gained: int, lost: int) -> str:
    """`1,204 figures of the source changed, 30 added, 2 gone; results that rose: 12, that fell: 9.`"""
    kinds = ("changed", "added", "removed")
    if not (gained or lost or any(observations.get(name) for name in kinds)):
        return gettext("No figure of the sources and no result differs.")
    values = {name: number(observations.get(name, 0)) for name in kinds}
    values |= {"gained": number(gained), "lost": number(lost)}
    pattern = gettext(
        "Figures of the sources that changed: %(changed)s, added: %(added)s, no longer there: %(removed)s. Results "
        "that rose: %(gained)s, that fell: %(lost)s."
    )
    return pattern % values


def _empty(found: ReleaseDifference | None) -> str:
    if found is None:
        return gettext("This is the first release that was published: there is none before it to compare with.")
    if found.comparison is None:
        values = {"release": found.release.code}
        return (
            gettext(
                "These two releases were not compared yet. If you run this portal: the command “publish %(release)s” "
                "compares them."
            )
            % values
        )
    return ""


def _meta(found: ReleaseDifference | None, asked: AskedChanges) -> PageMeta:
    title, lead = _title(found), _lead(found)
    return PageMeta(
        title=title,
        description=lead,
        lead=lead,
        canonical_path=asked.selection.address(asked.path),
        breadcrumbs=trail(Link(gettext("What changed"), asked.path)),
        is_indexable=not asked.selection.release,
        section="observatory",
    )


def _facts(found: ReleaseDifference) -> tuple[KeyFact, ...]:
    new = sorted(set(found.release.years) - set(found.before.years))
    span = gettext("published on %(day)s")
    return (
        KeyFact(gettext("Results that rose"), number(found.count(gains=True)), gettext("cells")),
        KeyFact(gettext("Results that fell"), number(found.count(gains=False)), gettext("cells")),
        KeyFact(
            gettext("New years"),
            ", ".join(map(str, new)) or gettext("none"),
            note=gettext("of %(first)s–%(last)s") % {"first": found.release.years[0], "last": found.release.years[-1]}
            if found.release.years
            else "",
        ),
        KeyFact(
            gettext("Release"),
            found.release.code,
            note=span % {"day": day(found.release.published_at.date())},
        ),
    )


def _sentences(found: ReleaseDifference) -> tuple[str, ...]:
    """Source, method, and the years that only one of the releases has."""
    if found.comparison is None:
        return ()
    lines = [changes_sentence(found.comparison.observations)]
    if found.comparison.is_method_changed:
        lines.append(
            gettext(
                "The method differs between the two: rule sets or formulas changed, so totals and cuts may differ "
                "where no figure of the source does."
            )
        )
    gone = sorted(set(found.before.years) - set(found.release.years))
    if gone:
        lines.append(gettext("Years that are no longer there: %(years)s.") % {"years": ", ".join(map(str, gone))})
    return tuple(lines)


def _note(found: ReleaseDifference | None) -> str:
    if found is None or found.changes <= len(found.rows):
        return ""
    values = {"shown": number(len(found.rows)), "count": number(found.changes)}
    return gettext("The first %(shown)s of %(count)s changes; the downloads have all.") % values


def _actions(release: Release, asked: AskedChanges, found: ReleaseDifference) -> FigureActions:
    return figure_actions(asked.path, release, asked.selection, title=_title(found), formats=FORMATS)


def _form(kept: Sequence[Kept], release: Release, asked: AskedChanges) -> FilterForm:
    """Two releases to choose, then rule set and year."""
    form = filter_form(asked.path, asked.selection, asked.choices, asked.names, PARAMETERS)
    current = asked.selection
    newest = [Option(one.code, _release_text(one), one.code == release.code) for one in kept]
    against = [Option("", gettext("The one published before"), not current.against)]
    against += [Option(one.code, _release_text(one), one.code == current.against) for one in kept]
    own = (
        Choice("release", gettext("Release"), tuple(newest)),
        Choice("against", gettext("Compared with"), tuple(against)),
    )
    return FilterForm((*own, *form.choices), form.chips, asked.path, asked.path)


def _release_text(one: Kept) -> str:
    return gettext("%(code)s, %(day)s") % {"code": one.code, "day": day(one.published_at.date())}
