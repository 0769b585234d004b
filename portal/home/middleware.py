"""Languages that are not open: their addresses are 404 pages that lead to the same page in the open ones."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.error_pages import language_closed
from portal.core.errors import LanguageClosed
from portal.core.languages import is_open, name_in, native_name
from portal.home.closed_languages import open_addresses

NOT_FOUND = 404


class OpenLanguagesMiddleware:
    """Editors' previews pass: they are drawn without being addressed (Wagtail calls no view)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == NOT_FOUND and _is_closed(request):
            return _answer(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        return _answer(request) if _is_closed(request) else None


def _is_closed(request: HttpRequest) -> bool:
    """Only addresses with a prefix cost a question."""
    language = translation.get_language_from_path(request.path_info)
    return language is not None and language != settings.LANGUAGE_CODE and not is_open(language)


def _answer(request: HttpRequest) -> HttpResponse:
    """In the default language, for the asked one is not there to be read."""
    language = translation.get_language_from_path(request.path_info) or ""
    translation.activate(settings.LANGUAGE_CODE)
    request.LANGUAGE_CODE = settings.LANGUAGE_CODE
    values = {"language": name_in(language, settings.LANGUAGE_CODE)}
    message = _("The portal is not available in %(language)s.") % values
    translations = [(code, native_name(code), url) for code, url in open_addresses(request, language)]
    return language_closed(request, LanguageClosed(message, translations))
