"""The top of a profile: what it is in one sentence, key facts, badges and what a reader must know first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles.clusters import Local
from internationalisation.profiles.words import first_of, members_text, place_text
from observatory.models import ClusterFigure
from observatory.presenters.stars import stars, stars_of
from observatory.presenters.words import group_label
from observatory.queries.release import DEFAULT_RULES
from portal.core.formatting import day, named, number
from portal.core.menu import localised
from portal.core.page import Badge, KeyFact, Link, PageMeta
from portal.registry.criteria import Answer, criteria_of
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.profile_codes import profile_codes


@dataclass(frozen=True, slots=True)
class CriterionLine:
    title: str
    answer: str
    is_met: bool


def meta(organisation: ClusterOrganisation, local: Local, *, is_draft: bool = False) -> PageMeta:
    lead = sentence(organisation, local)
    return PageMeta(
        title=organisation.name,
        description=named(organisation.name, lead),
        lead=lead,
        canonical_path=organisation.get_absolute_url(),
        breadcrumbs=(
            Link(_("Internationalisation"), reverse("internationalisation:landing")),
            Link(_("Cluster organisations"), localised("/clusters/")),
        ),
        is_indexable=organisation.is_public and not organisation.is_demonstration and not is_draft,
        section="internationalisation",
    )


def sentence(organisation: ClusterOrganisation, local: Local) -> str:
    """`120 members, München (DE212); strongest: motor vehicles (3 of 3 stars).` The name stands above it."""
    where = place_text(organisation)
    if organisation.members_total:
        where = f"{members_text(organisation.members_total)}, {where}"
    values = {"where": where, "industry": _industry(local)}
    return _("%(where)s; %(industry)s.") % values if values["industry"] else _("%(where)s.") % values


def _industry(local: Local) -> str:
    best = strongest(local)
    if best is not None and local.release is not None:
        earned = stars(stars_of(best, local.release, DEFAULT_RULES) or 0, DEFAULT_RULES)
        return _("strongest: %(group)s (%(stars)s)") % {"group": group_label(best.group), "stars": earned.text}
    names = [group_label(group) for group in local.groups]
    return _("industry: %(names)s") % {"names": first_of(names)} if names else ""


def strongest(local: Local) -> ClusterFigure | None:
    """The statistical cluster with the most stars, then the largest; None where the region has none of them."""
    if local.release is None:
        return None
    release = local.release
    earned = [(stars_of(cell, release, DEFAULT_RULES) or 0, cell.persons_employed or 0, cell) for cell in local.cells]
    best = max(earned, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] else None


def facts(organisation: ClusterOrganisation) -> Iterable[KeyFact]:
    if organisation.members_total is not None:
        since = organisation.members_as_of
        note = _("as of %(day)s") % {"day": day(since)} if since else ""
        yield KeyFact(_("Members"), number(organisation.members_total), note=note)
    if organisation.members_sme is not None:
        yield KeyFact(_("Small and medium-sized members"), number(organisation.members_sme))
    if organisation.staff_fte is not None:
        digits = 0 if organisation.staff_fte == int(organisation.staff_fte) else 1
        value = number(float(organisation.staff_fte), digits)
        yield KeyFact(_("Management staff"), value, note=_("full-time equivalents"))
    if organisation.year_founded:
        yield KeyFact(_("Founded"), str(organisation.year_founded))


def badges(organisation: ClusterOrganisation, today: date) -> Iterable[Badge]:
    if organisation.is_demonstration:
        yield Badge(_("Demonstration profile"), "notice")
    yield Badge(str(organisation.get_kind_display()))
    if organisation.standing == Standing.EMERGING:
        yield Badge(_("Emerging"), "good")
    if organisation.is_open_to_members:
        yield Badge(_("Open to new members"), "good")
    if organisation.is_stale(today):
        yield Badge(_("Not confirmed since %(day)s") % {"day": day(organisation.confirmed_on)}, "notice")
    else:
        yield Badge(_("Confirmed on %(day)s") % {"day": day(organisation.confirmed_on)})


def criteria(organisation: ClusterOrganisation) -> tuple[CriterionLine, ...]:
    """What an emerging organisation meets and what not yet; nothing for any other, or where all is met by now."""
    if organisation.standing != Standing.EMERGING:
        return ()
    words = {Answer.MET: _("met"), Answer.NOT_YET: _("not yet"), Answer.WAIVED: _("waived")}
    lines = tuple(
        CriterionLine(one.title, words[one.answer], one.answer != Answer.NOT_YET) for one in criteria_of(organisation)
    )
    return () if all(line.is_met for line in lines) else lines


def budget(organisation: ClusterOrganisation) -> str:
    return next((one.label for one in profile_codes().budget_class if one.code == organisation.budget_class), "")
