"""Lists of member firms as readers see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.firms.facets import CURRENT, FORMER
from internationalisation.firms.queries import Details, Members
from internationalisation.profiles.words import demonstration_note, outside
from portal.core.formatting import compact, named, number
from portal.core.menu import localised
from portal.core.page import FilterForm, Link, PageMeta
from portal.editorial.listing import Facets, Narrowed, Switch, present_filters
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, FirmYear

WORDS = "q"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Whose member, by its link, and since when."""

    link: Link
    since: str


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One firm. `figures` are those alone that are confirmed as public."""

    name: str
    mark: str
    meta: str
    activity: str
    website: Link | None
    members: tuple[MemberLine, ...]
    figures: str


def list_path(organisation: ClusterOrganisation | None) -> str:
    if organisation is None:
        return reverse("internationalisation:member-search")
    return reverse("internationalisation:members", args=[organisation.slug, organisation.pk])


def present_page(organisation: ClusterOrganisation | None, narrowed: Narrowed) -> PageMeta:
    path = list_path(organisation)
    links = [Link(_("Internationalisation"), reverse("internationalisation:landing"))]
    links.append(Link(_("Cluster organisations"), localised("/clusters/")))
    if organisation is None:
        title, text = _("Member firms"), _("Firms that are members of cluster organisations with a public profile.")
    else:
        links.append(Link(organisation.acronym or organisation.name, organisation.get_absolute_url()))
        title = _("Member firms of %(name)s") % {"name": organisation.name}
        text = _("Firms that %(name)s names as its members.") % {"name": organisation.acronym or organisation.name}
    is_real = organisation is None or (organisation.is_public and not organisation.is_demonstration)
    return PageMeta(
        title=title,
        description=text,
        lead=text,
        canonical_path=narrowed.address(path),
        breadcrumbs=(*links, Link(_("Member firms"), path, is_current=True)),
        is_indexable=is_real and not narrowed.query,
        section="internationalisation",
    )


def present_count(total: int) -> str:
    return ngettext("%(count)s firm", "%(count)s firms", total) % _count(total)


def present_choices(members: Members, narrowed: Narrowed, path: str) -> FilterForm:
    """The selects; words and switches are carried along, and the words can be taken back by a chip."""
    selects = Facets(tuple(one for one in members.facets.facets if one.name != WORDS))
    form = present_filters(selects, members.counts, narrowed, path)
    if not narrowed.get(WORDS):
        return form
    chip = Link(named(_("Words"), narrowed.get(WORDS)), narrowed.without(WORDS).address(path))
    return replace(form, chips=(chip, *form.chips))


def present_switch(narrowed: Narrowed, facets: Facets, path: str) -> tuple[Link, ...]:
    """Current members, or former ones."""
    switch = next(one for one in facets.facets if isinstance(one, Switch))
    chosen = narrowed.get(switch.name) or switch.default
    labels = {CURRENT: _("Current members"), FORMER: _("Former members")}
    return tuple(
        Link(labels[value], _switched(narrowed, switch, value).address(path), is_current=value == chosen)
        for value in switch.choices
    )


def _switched(narrowed: Narrowed, switch: Switch, value: str) -> Narrowed:
    rest = narrowed.without(switch.name)
    return rest if value == switch.default else Narrowed((*rest.pairs, (switch.name, value)))


def present_rows(firms: Sequence[Firm], details: Details, *, is_of_one: bool) -> list[FirmRow]:
    """`is_of_one`: in the list of one organisation, whose name every row would repeat."""
    return [_row(firm, details, is_of_one=is_of_one) for firm in firms]


def _row(firm: Firm, details: Details, *, is_of_one: bool) -> FirmRow:
    activity = details.activities.get(firm.nace, "")
    return FirmRow(
        name=firm.name,
        mark=demonstration_note() if firm.is_demonstration else "",
        meta=" · ".join(filter(None, _facts(firm))),
        activity=f"{activity} ({firm.nace})" if activity else "",
        website=outside(firm.website) if firm.website else None,
        members=tuple(_member(one, is_of_one=is_of_one) for one in firm.shown_memberships),  # type: ignore[attr-defined]  # prefetched
        figures="; ".join(_figures(year) for year in details.figures.get(firm.pk, ())),
    )


def _facts(firm: Firm) -> Iterable[str]:
    country = firm.country.local_name
    yield f"{firm.town}, {country}" if firm.town else country
    yield firm.region_code
    yield str(firm.get_size_class_display()) if firm.size_class else ""
    yield _("founded %(year)s") % {"year": firm.year_founded} if firm.year_founded else ""


def _member(membership: FirmMembership, *, is_of_one: bool) -> MemberLine:
    organisation = membership.organisation
    link = Link("" if is_of_one else organisation.name, organisation.get_absolute_url())
    return MemberLine(link, _period(membership))


def _period(membership: FirmMembership) -> str:
    since = membership.joined_on.year if membership.joined_on else None
    until = membership.left_on.year if membership.left_on else None
    if since and until:
        return _("member from %(since)s to %(until)s") % {"since": since, "until": until}
    if until:
        return _("member until %(until)s") % {"until": until}
    return _("member since %(since)s") % {"since": since} if since else ""


def _figures(year: FirmYear) -> str:
    """`2024: 120 employees, turnover 18M euros (confirmed as public by Cluster X)`."""
    by = year.confirmed_by_organisation
    source = _("confirmed as public by %(name)s") % {"name": (by.acronym or by.name) if by else ""}
    return f"{named(str(year.year), figures_text(year))} ({source})"


def figures_text(year: FirmYear) -> str:
    """`120 employees, turnover 18M euros`. Whoever shows it has asked whether it is public."""
    parts = []
    if year.employees is not None:
        parts.append(ngettext("%(count)s employee", "%(count)s employees", year.employees) % _count(year.employees))
    if year.turnover_eur is not None:
        parts.append(_("turnover %(amount)s euros") % {"amount": compact(year.turnover_eur)})
    if year.patents is not None:
        parts.append(ngettext("%(count)s patent", "%(count)s patents", year.patents) % _count(year.patents))
    if year.trademarks is not None:
        parts.append(ngettext("%(count)s trademark", "%(count)s trademarks", year.trademarks) % _count(year.trademarks))
    return ", ".join(parts)


def _count(value: int) -> dict[str, str]:
    return {"count": number(value)}
