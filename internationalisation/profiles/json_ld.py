"""A cluster organisation as schema.org describes one, for search engines."""

from typing import Any

from portal.editorial.json_ld import CONTEXT
from portal.registry.models import ClusterOrganisation


def organization(organisation: ClusterOrganisation, url: str, logo: str, about: tuple[str, ...]) -> dict[str, Any]:
    """Organization with what its page shows; `url` and `logo` are absolute. Addresses for messages stay out."""
    described = {
        "@context": CONTEXT,
        "@type": "Organization",
        "@id": url,
        "name": organisation.name,
        "alternateName": organisation.acronym,
        "legalName": organisation.name if organisation.legal_form else "",
        "url": organisation.website or url,
        "mainEntityOfPage": url,
        "description": organisation.description[:500],
        "logo": logo,
        "foundingDate": str(organisation.year_founded or ""),
        "telephone": organisation.phone,
        "sameAs": list(organisation.social_links),
        "knowsAbout": list(about),
        "knowsLanguage": list(organisation.languages),
        "address": _address(organisation),
        "location": _place(organisation),
    }
    return {name: value for name, value in described.items() if value}


def _address(organisation: ClusterOrganisation) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": organisation.address,
        "postalCode": organisation.postcode,
        "addressLocality": organisation.city,
        "addressRegion": organisation.region_name,
        "addressCountry": organisation.country.iso_code,
    }
    return {name: value for name, value in address.items() if value}


def _place(organisation: ClusterOrganisation) -> dict[str, Any]:
    if organisation.latitude is None or organisation.longitude is None:
        return {}
    geo = {"@type": "GeoCoordinates", "latitude": organisation.latitude, "longitude": organisation.longitude}
    return {"@type": "Place", "geo": geo}
