"""The profile of several regions taken as one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.models import RegionFigure
from observatory.presenters.addresses import region_address
from observatory.presenters.arithmetic import ArithmeticView, present_arithmetic
from observatory.presenters.cells import both_lead, cells_table
from observatory.presenters.custom.around import about_set, custom_links
from observatory.presenters.custom.facts import custom_facts, has_sums
from observatory.presenters.custom.figures import (
    TABLE_FORMATS,
    actions_of,
    groups_table,
    history_figure,
    share_of_sum,
    specialisation_figure,
    starred,
)
from observatory.presenters.custom.notices import custom_notices
from observatory.presenters.custom.words import custom_path, subject_name
from observatory.presenters.notices import Notice
from observatory.presenters.saving import save_view
from observatory.presenters.small_maps import locator_map
from observatory.presenters.trail import trail
from observatory.presenters.words import (
    BOUNDARIES,
    cluster_count,
    full_region_name,
    group_label,
    group_name,
    persons,
    region_of,
    source_line,
    times_the_share,
)
from observatory.queries.arithmetic import Arithmetic
from observatory.queries.custom import CustomCell, CustomProfile
from observatory.queries.outlines import Surroundings
from observatory.rules import rule_set
from observatory.several import Several
from portal.accounts.models import SavedView
from portal.core.formatting import number
from portal.core.page import Cell, Column, Figure, FigureActions, KeyFact, Link, PageMeta, SaveView, Table
from portal.registry.region_sets import region_set

MOST_IN_SIGHT = 12  # longer lists of members are folded


@dataclass(frozen=True, slots=True)
class StarsOf:
    """The arithmetic behind the stars of one group."""

    title: str
    arithmetic: ArithmeticView


@dataclass(frozen=True, slots=True)
class CustomPage:
    """`has_sums` is false where a member without a total leaves nothing to add up: clusters then come first."""

    page: PageMeta
    has_sums: bool
    facts: tuple[KeyFact, ...]
    notices: tuple[Notice, ...]
    members: Table
    is_long: bool
    specialisation: Figure
    history: Figure
    clusters: Table
    arithmetic: tuple[StarsOf, ...]
    groups: Table
    strongest: Table
    actions: FigureActions
    links: tuple[Link, ...]
    about: tuple[tuple[str, str], ...]
    about_url: str
    source: str
    locator: str
    save: SaveView | None
    boundaries: str = BOUNDARIES


def present_custom(profile: CustomProfile, selection: Several, around: Surroundings) -> CustomPage:
    name = subject_name(profile.subject)
    found, year = starred(profile), {"year": profile.year}
    known = region_set(profile.subject.set_code) if profile.subject.set_code else None
    others = [cell for cell in profile.cells if not cell.stars]
    return CustomPage(
        page=_meta(profile, selection, name),
        has_sums=has_sums(profile),
        facts=tuple(custom_facts(profile)),
        notices=tuple(custom_notices(profile, selection)),
        members=_members_table(profile),
        is_long=len(profile.members_now.rows) > MOST_IN_SIGHT,
        specialisation=specialisation_figure(profile),
        history=history_figure(profile),
        clusters=groups_table(profile, gettext("Industry groups with stars, taken as one, %(year)s") % year, found,
                              gettext("No industry group earns a star as a sum under these rules.")),
        arithmetic=tuple(StarsOf(group_name(cell.group), _arithmetic(profile, cell)) for cell in found),
        groups=groups_table(profile, gettext("Industry groups without a star, %(year)s") % year, others),
        strongest=cells_table(
            gettext("Strongest statistical clusters of single regions, %(year)s") % year, profile.strongest,
            profile.release, profile.selection, both_lead(),
            empty=gettext("None of its regions has a statistical cluster in this year under these rules.")),
        actions=actions_of(profile, name, TABLE_FORMATS),
        links=tuple(custom_links(profile)),
        about=tuple(about_set(known)) if known else (),
        about_url=known.url if known else "",
        source=source_line(profile.release, profile.year),
        locator=locator_map(around, name),
        save=_save(selection, name) if not known else None,
    )  # fmt: skip


def _meta(profile: CustomProfile, selection: Several, name: str) -> PageMeta:
    lead = _lead(profile, name)
    path = custom_path(profile.subject)
    here = Link(gettext("Sets of regions and custom regions"), reverse("observatory:custom"))
    return PageMeta(
        title=name,
        description=lead,
        lead=lead,
        canonical_path=selection.address(path, release=""),
        breadcrumbs=trail(here, Link(name, selection.address(path))),
        is_indexable=bool(profile.subject.set_code) and not selection.release,
        section="observatory",
    )


def _lead(profile: CustomProfile, name: str) -> str:
    count = len(profile.members_now.rows)
    values: dict[str, object] = {"name": name, "year": profile.year}
    values["regions"] = ngettext("%(count)s region", "%(count)s regions", count) % {"count": number(count)}
    if profile.total is None or profile.total.persons_employed is None:
        return _lead_without_total(profile, values)
    values["persons"] = persons(profile.total.persons_employed)
    best = max((c for c in profile.cells if c.stars), key=lambda c: c.location_quotient or 0, default=None)
    if best is None:
        return gettext("%(name)s, %(regions)s as published taken as one: %(persons)s in %(year)s.") % values
    values |= {"group": group_label(best.group), "times": times_the_share(best.location_quotient,
                                                                          profile.selection.area)}  # fmt: skip
    return gettext("%(name)s, %(regions)s as published taken as one: %(persons)s in %(year)s; most specialised in: "
                   "%(group)s – %(times)s.") % values  # fmt: skip


def _lead_without_total(profile: CustomProfile, values: dict[str, object]) -> str:
    if profile.counts is None:
        return gettext("%(name)s: no sum of persons employed in %(year)s, for a member has no figure.") % values
    values["clusters"] = cluster_count(profile.counts.clusters)
    return gettext("%(name)s: %(clusters)s in single regions in %(year)s; no sum of persons employed, for a member has "
                   "no total.") % values  # fmt: skip


def _members_table(profile: CustomProfile) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("share", gettext("Share"), gettext("% of the sum"), is_numeric=True),
    )
    rows = tuple(_member_row(profile, row) for row in profile.members_now.rows)
    caption = gettext("Members as published, %(year)s") % {"year": profile.year}
    return Table(caption, columns, rows, gettext("No member has figures in this year."))


def _member_row(profile: CustomProfile, row: RegionFigure) -> tuple[Cell, ...]:
    region, value = region_of(row), row.persons_employed
    return (
        Cell(full_region_name(region), url=region_address(region.code, profile.selection)),
        Cell(region.country.local_name),
        Cell(number(value), note=gettext("no total in this year") if value is None else ""),
        Cell(share_of_sum(value, profile)),
    )


def _arithmetic(profile: CustomProfile, cell: CustomCell) -> ArithmeticView:
    found = present_arithmetic(
        Arithmetic(
            rules=rule_set(profile.selection.rules),
            area=profile.selection.area,
            stars=cell.stars,
            unjudged=cell.unjudged,
            steps=tuple(step for step in cell.steps if step.test.title not in cell.left_out),
            countries=0,
            area_share=None,
            is_hollow=bool(profile.total and profile.total.is_estimated),
        )
    )
    if not cell.left_out:
        return found
    titles = ", ".join(gettext(title) for title in cell.left_out)
    note = gettext("Not ranked by size: %(tests)s. A sum of several regions is not put among single ones.")
    return ArithmeticView(
        found.verdict, found.explanation, found.gates, found.tests, (*found.notes, note % {"tests": titles})
    )


def _save(selection: Several, name: str) -> SaveView:
    return save_view(SavedView.Kind.CUSTOM_REGION, name, selection.address(reverse("observatory:custom")))
