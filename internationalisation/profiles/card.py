"""How an organisation is reached: what stands in the box beside its profile."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles.maps import is_on_canvas
from internationalisation.profiles.words import country_name, language_names, outside, region_around, region_link
from portal.core.page import Link
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class ContactCard:
    """`map_url` is empty where the place is not known, or where no map reaches."""

    website: Link | None
    contact_url: str
    address: tuple[str, ...]
    region: Link | None
    phone: str
    languages: str
    social: tuple[Link, ...]
    map_url: str
    map_alt: str


def present_card(organisation: ClusterOrganisation) -> ContactCard:
    here = [organisation.slug, organisation.pk]
    region = region_around(organisation)
    has_map = region is not None or is_on_canvas(organisation)
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
