"""Languages that the public may read, and the same page in each of them."""

import logging
import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info, override

from portal.core import standing
from portal.core.models import Language

logger = logging.getLogger(__name__)

# An administrator's change is right in every process within two seconds: a process reads anew every second, and says
# what it has read for no longer than that and a half.
WATCH_SECONDS = 1.0
LIFE_SECONDS = 1.5


@dataclass(slots=True)
class Memory:
    """What this process read last, and until when it may be said again."""

    codes: tuple[str, ...] = field(default=())
    until: float = 0.0


memory = Memory()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page in one language; where it `is_translated` not, the address shows it in the default language."""

    code: str
    name: str  # in the language itself
    url: str
    is_current: bool
    is_translated: bool = True

    @property
    def is_default(self) -> bool:
        return self.code == settings.LANGUAGE_CODE


def open_languages() -> tuple[str, ...]:
    """Codes of the open languages in their order; the default language is always among them.

    No query where the process keeps watch, else 1 in a second and a half.
    """
    if time.monotonic() >= memory.until:
        learn()
    return memory.codes


def learn() -> None:
    """Read what is open now. 1 query."""
    memory.codes = _read()
    memory.until = time.monotonic() + LIFE_SECONDS


def forget() -> None:
    """Ask the database again at the next question."""
    memory.until = 0.0


def keep_watch() -> threading.Event:
    """Read every second, beside the requests, what is open and what stands around the pages, until the event is set.

    A watch that fails or is late costs the next request a question, and nothing else.
    """
    stop = threading.Event()
    threading.Thread(target=_watch, args=(stop,), name="languages", daemon=True).start()
    return stop


def _watch(stop: threading.Event) -> None:
    while not stop.wait(WATCH_SECONDS):
        try:
            close_old_connections()
            learn()
            standing.read()
        except Error:
            logger.debug("The database does not answer yet.", exc_info=True)
    connection.close()


def is_open(code: str) -> bool:
    return code in open_languages()


def _read() -> tuple[str, ...]:
    """Before the portal is prepared no language has a row: those are open that a new portal opens."""
    rows = list(Language.objects.values_list("code", "state"))
    opened = [code for code, state in rows if state == Language.State.OPEN]
    wanted = opened if rows else settings.PORTAL_OPEN_AT_FIRST
    known = [code for code in wanted if code in dict(settings.LANGUAGES)]
    return tuple(known) if settings.LANGUAGE_CODE in known else (settings.LANGUAGE_CODE, *known)


def language_links(path: str) -> tuple[LanguageLink, ...]:
    """`path` (with its query string) in every open language."""
    current = get_language() or settings.LANGUAGE_CODE
    return tuple(_link(path, code, current) for code in open_languages())


def _link(path: str, code: str, current: str) -> LanguageLink:
    return LanguageLink(code, native_name(code), translate_url(path, code), code == current)


def native_name(code: str) -> str:
    """The language's name in itself, with a capital letter: "Français"."""
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def name_in(code: str, language: str = "") -> str:
    """The name of the language `code` in another one, that of the request by default: "Maltese"."""
    with override(language or get_language()):
        return str(get_language_info(code)["name_translated"])


def without_prefix(path: str) -> str:
    """`/fr/news/` is `/news/`, in whatever language of the settings; other paths stay as they are."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES) else path
