"""The same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str  # in the language itself
    url: str
    is_current: bool


def language_links(path: str) -> tuple[LanguageLink, ...]:
    """`path` (with its query string) in every language of the interface, in the order of the settings."""
    current = get_language() or settings.LANGUAGE_CODE
    return tuple(_link(path, code, current) for code, _name in settings.LANGUAGES)


def _link(path: str, code: str, current: str) -> LanguageLink:
    name = get_language_info(code)["name_local"]
    return LanguageLink(code, name[:1].upper() + name[1:], translate_url(path, code), code == current)
