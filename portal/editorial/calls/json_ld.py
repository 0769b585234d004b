"""A call as schema.org describes money that is given: MonetaryGrant. It knows no deadlines."""

from typing import Any

from django.http import HttpRequest

CONTEXT = "https://schema.org"


def grant(page: Any, request: HttpRequest) -> dict[str, Any]:
    """MonetaryGrant of a call page. 1 query for its programme where it was not selected along."""
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "MonetaryGrant",
        "name": page.title,
        "description": page.summary,
        "url": request.build_absolute_uri(request.path),
        "sameAs": page.source_link,
    }
    if page.reference:
        described["identifier"] = page.reference
    if page.programme:
        described["funder"] = {"@type": "Organization", "name": page.programme.funder or page.programme.name}
    if page.budget_eur is not None:
        described["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": page.budget_eur}
    return described
