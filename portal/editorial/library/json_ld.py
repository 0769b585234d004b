"""A library item as schema.org describes it, for search engines."""

from typing import Any

from wagtail.models import Page

from portal.editorial.json_ld import CONTEXT
from portal.editorial.library.kinds import Kind
from portal.editorial.library.presenters import source_of

TYPES = {
    Kind.LAW: "Legislation",
    Kind.REPORT: "Report",
    Kind.STUDY: "Report",
    Kind.PRESENTATION: "PresentationDigitalDocument",
}


def creative_work(page: Page) -> dict[str, Any]:
    """The work with its publisher, where it stands and in which languages."""
    source = source_of(page)
    return {
        "@context": CONTEXT,
        "@type": TYPES.get(Kind(source.kind), "CreativeWork"),
        "name": source.title,
        "abstract": source.abstract,
        "datePublished": str(source.year),
        "publisher": {"@type": "Organization", "name": source.publisher},
        "author": [{"@type": "Person", "name": name} for name in source.authors],
        "inLanguage": list(source.languages),
        "identifier": source.identifier,
        "url": source.url,
    }
