"""The page of an organisation: finished text of everything that it shows."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles import head, lists, surroundings
from internationalisation.profiles.clusters import Local
from internationalisation.profiles.head import Badge, CriterionLine
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
    country_name,
    known_address,
    language_names,
    outside,
    region_around,
    region_link,
    titles_of,
)
from portal.core.formatting import day, share
from portal.core.page import KeyFact, Link, PageMeta
from portal.editorial.presenters import Item, event_item, news_item
from portal.registry.models import ClusterOrganisation
from portal.registry.profile_codes import profile_codes

WHOLE = 100


@dataclass(frozen=True, slots=True)
class ContactCard:
    """`map_url` is empty where the place is not known or on no map."""

    website: Link | None
    contact_url: str
    address: tuple[str, ...]
    region: Link | None
    phone: str
    languages: str
    social: tuple[Link, ...]
    map_url: str
    map_alt: str


@dataclass(frozen=True, slots=True)
class Share:
    """`mail` is the address of a mail that names the page."""

    address: str
    mail: str


@dataclass(frozen=True, slots=True)
class Around:
    """What comes with a profile from elsewhere."""

    rows: ProfileRows
    local: Local
    similar: tuple[Similar, ...]


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
    members_url: str
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
        card=_card(organisation),
        description=lists.paragraphs(organisation.description),
        strategy=lists.paragraphs(organisation.strategy),
        objectives=lists.paragraphs(organisation.objectives),
        services=lists.services(organisation),
        technologies=titles_of(organisation.technologies, profile_codes().technology),
        priorities=tuple(organisation.priorities),
        figures=surroundings.local_figures(local),
        members=lists.members(organisation),
        members_note=_members_note(organisation),
        members_url=known_address("internationalisation:members", organisation.slug, organisation.pk),
        about=_about(organisation),
        countries=lists.countries(organisation.countries_of_interest),
        partners=lists.partners(rows),
        certificates=lists.certificates(rows, today),
        activities=lists.activities(rows),
        persons=lists.persons(rows),
        events=tuple(map(event_item, rows.events)),
        news=tuple(map(news_item, rows.news)),
        similar=surroundings.similar_lines(organisation, around.similar),
        claim_url=known_address("internationalisation:claim", organisation.pk),
        source=_source(organisation),
    )


def _card(organisation: ClusterOrganisation) -> ContactCard:
    here = [organisation.slug, organisation.pk]
    region = region_around(organisation)
    has_map = bool(organisation.region_code) or organisation.longitude is not None
    place = " ".join(filter(None, [organisation.postcode, organisation.city]))
    lines = (organisation.address, place, organisation.region_name, country_name(organisation.country_id))
    return ContactCard(
        website=outside(organisation.website) if organisation.website else None,
        contact_url=reverse("internationalisation:contact", args=here),
        address=tuple(filter(None, lines)),
        region=region_link(region) if region else None,
        phone=organisation.phone,
        languages=language_names(organisation.languages),
        social=tuple(map(outside, organisation.social_links)),
        map_url=reverse("internationalisation:profile-map", args=here) if has_map else "",
        map_alt=_("%(name)s on a map") % {"name": organisation.name},
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
