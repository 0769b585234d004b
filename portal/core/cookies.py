"""Every cookie that the portal sets: name, purpose and life, from the settings that set them.

Who sets another cookie registers it in `AppConfig.ready()`; the page on cookies lists what is registered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Cookie:
    """`seconds` is None for a cookie that ends with the browser session."""

    name: str
    purpose: str
    when: str
    seconds: int | None = None


Provider = Callable[[], tuple[Cookie, ...]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider` says in the language of the request which cookies it sets; a second registration changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def cookies() -> tuple[Cookie, ...]:
    """All of them, in the order of their registration. No query."""
    return (*_own(), *(cookie for provider in _providers for cookie in provider()))


def _own() -> tuple[Cookie, ...]:
    at_the_end = settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    return (
        Cookie(
            settings.CSRF_COOKIE_NAME,
            gettext("Protects forms: only a form that this portal showed you can be sent in your name."),
            gettext("When a page has a form that changes or sends something"),
            settings.CSRF_COOKIE_AGE,
        ),
        Cookie(
            settings.SESSION_COOKIE_NAME,
            gettext("Keeps you signed in."),
            gettext("When you sign in"),
            None if at_the_end else settings.SESSION_COOKIE_AGE,
        ),
        Cookie(
            CookieStorage.cookie_name,
            gettext("Carries one sentence, such as “Saved”, to the next page."),
            gettext("After an action of a signed-in reader"),
        ),
    )
