"""Where a page of a closed language can be read."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from portal.core.languages import open_languages
from portal.core.menu import localised
from portal.editorial.meta import page_path
from portal.editorial.roots import home_path


def open_addresses(request: HttpRequest, language: str) -> Iterator[tuple[str, str]]:
    """(code, address) in every open language, with the query string. 1 query where the language has pages."""
    rest = request.path_info.lstrip("/").partition("/")[2]
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    written = _translations(rest, language)
    original = written.get(settings.LANGUAGE_CODE, f"/{rest}")
    for code in open_languages():
        yield code, (written.get(code) or localised(original, code)) + query


def _translations(rest: str, language: str) -> dict[str, str]:
    """Addresses of the live translations of the page that editors prepare at this place, by language."""
    root = home_path(language)
    if not root:
        return {}
    key = Page.objects.filter(url_path=f"{root}{rest}").values("translation_key")[:1]
    pages = Page.objects.live().filter(translation_key=key).select_related("locale")
    return {page.locale.language_code: page_path(page) for page in pages}
