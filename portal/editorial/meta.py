"""Head and breadcrumb of an editors' page: what base.html needs to know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.catalogues import spoken_language
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
    known = getattr(page, "known_translations", None) or ()
    return PageMeta(
        title=page.title,
        description=page.search_description or lead,
        canonical_path=page_path(_original(page, known)),
        breadcrumbs=breadcrumbs(page),
        lead=lead,
        json_ld=json_ld,
        section=site_relative_path(page).strip("/").partition("/")[0],
        language=content_language(page, known),
    )


def language_of(page: Page) -> str:
    """Language code of the tree that `page` stands in, from the site's root paths, which Wagtail keeps."""
    keep_site_roots()
    roots = page._get_relevant_site_root_paths()
    return roots[0].language_code if roots else settings.LANGUAGE_CODE


def content_language(page: Page, translations: Iterable[Page] = ()) -> str:
    """Language that the page's texts are written in: an alias repeats those of its original."""
    original = _original(page, translations)
    return settings.LANGUAGE_CODE if original.alias_of_id else language_of(original)


def _original(page: Page, translations: Iterable[Page]) -> Page:
    """The page that an alias repeats, where it is known; every other page is its own."""
    return next((one for one in translations if one.pk == page.alias_of_id), page) if page.alias_of_id else page


def foreign_language(code: str) -> str:
    """`code` where it is not the language of the words around it; else empty. For `lang` attributes."""
    return "" if code == spoken_language() else code


def reader_path(page: Page) -> str:
    """Path of `page` for a reader who stays in the language of the request although the page is not translated."""
    path, language = page_path(page), get_language() or settings.LANGUAGE_CODE
    return localised(path, language) if language_of(page) == settings.LANGUAGE_CODE else path


def alternates(page: Page, translations: Iterable[Page], query: str = "") -> tuple[LanguageLink, ...]:
    """The page in every open language: its live translation, else the untranslated page under the prefix.

    A page that the default language does not have leads to the home page there, without `query`.
    """
    written = (one for one in (page, *translations) if one.live and one.alias_of_id is None)
    paths = {language_of(one): page_path(one) for one in written}
    return tuple(_alternate(link, paths, f"?{query}" if query else "") for link in language_links("/"))


def _alternate(link: LanguageLink, paths: Mapping[str, str], query: str) -> LanguageLink:
    own, original = paths.get(link.code), paths.get(settings.LANGUAGE_CODE)
    if own:
        return replace(link, url=own + query)
    url = localised(original, link.code) + query if original else localised("/", link.code)
    return replace(link, url=url, is_translated=False)


def breadcrumbs(page: Page) -> tuple[Link, ...]:
    """Home, the pages above, the page itself; the home page has none. 1 query, 0 where the pages above are known."""
    if page.depth is None or page.depth <= SITE_DEPTH:
        return ()
    above = getattr(page, "trail_above", None)
    if above is None:
        above = page.get_ancestors().filter(depth__gt=SITE_DEPTH)
    home = Link(_("Home"), localised("/"))
    return (home, *map(_crumb, above), replace(_crumb(page), is_current=True))


def _crumb(page: Page) -> Link:
    return Link(page.title, reader_path(page), language=foreign_language(content_language(page)))
