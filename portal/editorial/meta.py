"""Head and breadcrumb of an editors' page: what base.html needs to know of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.languages import LanguageLink, language_links
from portal.core.menu import localised
from portal.core.page import Link, PageMeta
from portal.editorial.roots import keep_site_roots

SITE_DEPTH = 2  # the root is 1, the home page 2


def page_path(page: Page) -> str:
    """Path of `page` without host: "/news/first-release/"; of an unsaved page (a preview) "/"."""
    keep_site_roots()
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else "/"


def site_relative_path(page: Page) -> str:
    """Path of `page` below the home page, the same in every language: "/observatory/about/"."""
    return "/" + page.url_path.lstrip("/").partition("/")[2]


def page_meta(page: Page, *, lead: str = "", json_ld: dict[str, Any] | None = None) -> PageMeta:
    """PageMeta of `page`. 1 query for its ancestors where they are not known."""
    return PageMeta(
        title=page.title,
        description=page.search_description or lead,
        canonical_path=page_path(page),
        breadcrumbs=breadcrumbs(page),
        lead=lead,
        json_ld=json_ld,
        section=site_relative_path(page).strip("/").partition("/")[0],
    )


def language_of(page: Page) -> str:
    """Language code of the tree that `page` stands in, from the site's root paths, which Wagtail keeps."""
    keep_site_roots()
    roots = page._get_relevant_site_root_paths()
    return roots[0].language_code if roots else settings.LANGUAGE_CODE


def alternates(page: Page, translations: Iterable[Page]) -> tuple[LanguageLink, ...]:
    """The page in every language of the interface: its live translation, else the untranslated page under the prefix.

    A page that the default language does not have leads to the home page there.
    """
    paths = {language_of(one): page_path(one) for one in (page, *translations) if one.live}
    original = paths.get(settings.LANGUAGE_CODE, "/")
    links = language_links("/")
    return tuple(replace(link, url=paths.get(link.code) or localised(original, link.code)) for link in links)


def breadcrumbs(page: Page) -> tuple[Link, ...]:
    """Home, the pages above, the page itself; the home page has none. 1 query, 0 where the pages above are known."""
    if page.depth is None or page.depth <= SITE_DEPTH:
        return ()
    above = getattr(page, "trail_above", None)
    if above is None:
        above = page.get_ancestors().filter(depth__gt=SITE_DEPTH)
    links = [Link(ancestor.title, page_path(ancestor)) for ancestor in above]
    home = Link(_("Home"), localised("/", language_of(page)))
    return (home, *links, Link(page.title, page_path(page), is_current=True))
