"""System checks over the whole house: no address of the portal hides a page that editors wrote."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from wagtail.models import Page

from portal.editorial.meta import SITE_DEPTH, site_relative_path
from portal.editorial.models import SectionPage
from portal.editorial.slugs import is_shadowed


@register(Tags.database)
def hidden_pages(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Pages that an address added later would hide. Asks the database only where checks are run with it."""
    return [
        Error(
            f"The page {page.pk} at {site_relative_path(page)} is hidden by an address of the portal.",
            hint="Give the page another slug, or the view another address.",
            id="home.E001",
        )
        for alias in databases or []
        for page in _pages(alias)
        if is_shadowed(site_relative_path(page))
    ]


def _pages(alias: str) -> list[Page]:
    """Every editors' page below a home page; none before the first migration."""
    if Page._meta.db_table not in connections[alias].introspection.table_names():
        return []
    pages = Page.objects.using(alias).filter(depth__gt=SITE_DEPTH)
    return list(pages.not_exact_type(SectionPage).only("pk", "url_path"))
