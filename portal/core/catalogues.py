"""How much of the interface is translated into a language, for those who decide whether to open it."""

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import get_language, to_locale

from portal.core.formatting import share

ENOUGH = 0.5


@lru_cache(maxsize=32)
def translated_share(code: str) -> float:
    """Share of the interface's own texts that have a translation, 1 for the language they are written in."""
    if code == settings.LANGUAGE_CODE:
        return 1.0
    path = _path(code)
    if not path.is_file():
        return 0.0
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    done = [message for message in messages if message.string and all(_forms(message.string)) and not message.fuzzy]
    return len(done) / len(messages) if messages else 0.0


def spoken_language() -> str:
    """Language that the interface's texts are in: a language with hardly any is open, but speaks the default one."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if translated_share(language) >= ENOUGH else settings.LANGUAGE_CODE


def share_text(code: str) -> str:
    """ "100%", in the language of the request."""
    return share(translated_share(code), 0)


def _path(code: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "django.po"


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
