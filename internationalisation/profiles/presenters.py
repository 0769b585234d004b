"""The page of an organisation: finished text of everything that it shows."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.profiles import head, lists, surroundings
from internationalisation.profiles.card import ContactCard, present_card
from internationalisation.profiles.clusters import Local
from internationalisation.profiles.head import CriterionLine
from internationalisation.profiles.lists import (
    ActivityList,
    CertificateLine,
    MemberLine,
    PartnerLine,
    PersonLine,
    Titled,
)
from internationalisation.profiles.queries import ProfileRows
from internationalisation.profiles.similar import Similar
from internationalisation.profiles.surroundings import LocalFigures, SimilarLine
from internationalisation.profiles.words import (
    known_address,
    titles_of,
)
from portal.core.formatting import day, number, share
from portal.core.page import Badge, KeyFact, Link, PageMeta
from portal.editorial.presenters import Item, event_item, news_item
from portal.registry.models import ClusterOrganisation
from portal.registry.profile_codes import profile_codes

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Share:
    """`mail` is the address of a mail that names the page."""

    address: str
    mail: str


@dataclass(frozen=True, slots=True)
class Around:
    """What comes with a profile from elsewhere; `firms` is the number of member firms that the portal knows."""

    rows: ProfileRows
    local: Local
    similar: tuple[Similar, ...]
    firms: int = 0


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Texts of the organisation itself are in `language`; lists without entries are left out of the page."""

    page: PageMeta
    language: str
    badges: tuple[Badge, ...]
    criteria: tuple[CriterionLine, ...]
    facts: tuple[KeyFact, ...]
    card: ContactCard
    description: tuple[str, ...]
    strategy: tuple[str, ...]
    objectives: tuple[str, ...]
    services: tuple[Titled, ...]
    technologies: tuple[str, ...]
    priorities: tuple[str, ...]
    figures: LocalFigures | None
    members: tuple[MemberLine, ...]
    members_note: str
    firms: Link | None
    about: tuple[tuple[str, str], ...]
    countries: tuple[str, ...]
    partners: tuple[PartnerLine, ...]
    certificates: tuple[CertificateLine, ...]
    activities: tuple[ActivityList, ...]
    persons: tuple[PersonLine, ...]
    events: tuple[Item, ...]
    news: tuple[Item, ...]
    similar: tuple[SimilarLine, ...]
    claim_url: str
    source: str

    @property
    def contents(self) -> tuple[Link, ...]:
        """The way through a long page: its sections that have something to show."""
        sections = (
            (_("About"), "#about-title", self.description or self.about),
            (_("Industries"), "#industries-title", self.figures),
            (_("What it offers"), "#services-title", self.services),
            (_("Technologies and priorities"), "#technologies-title", self.technologies or self.priorities),
            (_("Members"), "#members-title", self.members or self.firms),
            (_("International"), "#abroad-title", self.countries or self.partners),
            (_("Certificates and labels"), "#certificates-title", self.certificates),
            (_("Projects, networks and results"), "#activities-title", self.activities),
            (_("Contact persons"), "#persons-title", self.persons),
            (_("Events"), "#events-title", self.events),
            (_("In the news"), "#news-title", self.news),
            (_("Similar organisations"), "#similar-title", self.similar),
        )
        return tuple(Link(label, anchor) for label, anchor, content in sections if content)


def present_profile(
    organisation: ClusterOrganisation, around: Around, today: date, *, is_draft: bool = False
) -> ProfileView:
    """`organisation` may be a revision that waits (`is_draft`)."""
    rows, local = around.rows, around.local
    return ProfileView(
        page=head.meta(organisation, local, is_draft=is_draft),
        language=organisation.text_language,
        badges=tuple(head.badges(organisation, today)),
        criteria=head.criteria(organisation),
        facts=tuple(head.facts(organisation)),
        card=present_card(organisation),
        description=lists.paragraphs(organisation.description),
        strategy=lists.paragraphs(organisation.strategy),
        objectives=lists.paragraphs(organisation.objectives),
        services=lists.services(organisation),
        technologies=titles_of(organisation.technologies, profile_codes().technology),
        priorities=tuple(organisation.priorities),
        figures=surroundings.local_figures(local),
        members=lists.members(organisation),
        members_note=_members_note(organisation),
        firms=_firms(organisation, around.firms),
        about=_about(organisation),
        countries=lists.countries(organisation.countries_of_interest),
        partners=lists.partners(rows),
        certificates=lists.certificates(rows, today),
        activities=lists.activities(rows),
        persons=lists.persons(rows),
        events=tuple(map(event_item, rows.events)),
        news=tuple(map(news_item, rows.news)),
        similar=surroundings.similar_lines(organisation, around.similar),
        claim_url=known_address("internationalisation:claim", organisation.slug, organisation.pk),
        source=_source(organisation),
    )


def _firms(organisation: ClusterOrganisation, count: int) -> Link | None:
    """The list of member firms, where the portal knows some."""
    if not count:
        return None
    label = ngettext(
        "%(count)s member firm with its place and industry",
        "%(count)s member firms with their places and industries",
        count,
    )
    return Link(
        label % {"count": number(count)},
        reverse("internationalisation:members", args=[organisation.slug, organisation.pk]),
    )


def _about(organisation: ClusterOrganisation) -> tuple[tuple[str, str], ...]:
    """Facts of the organisation that are no big numbers."""
    private, programme = organisation.private_share_percent, ""
    if organisation.is_in_national_programme:
        programme = organisation.national_programme or _("yes")
    return lists.known(
        [
            (_("Acronym"), organisation.acronym),
            (_("Legal form"), organisation.legal_form),
            (_("Yearly budget of the management"), head.budget(organisation)),
            (_("Share of private funding"), share(private / WHOLE, 0) if private is not None else ""),
            (_("National programme"), programme),
        ]
    )


def _members_note(organisation: ClusterOrganisation) -> str:
    as_of = organisation.members_as_of
    if as_of:
        return _("Stated by the organisation, as of %(day)s.") % {"day": day(as_of)}
    return _("Stated by the organisation.")


def _source(organisation: ClusterOrganisation) -> str:
    if organisation.is_demonstration:
        return _("This profile was invented to show how profiles look. There is no such organisation.")
    return _("Stated by the organisation, which confirmed it on %(day)s. Figures of the region: see their source.") % {
        "day": day(organisation.confirmed_on)
    }
