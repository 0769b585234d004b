"""Settings come from environment variables only; a missing one stops the start with the mending sentence."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None, *, hint: str = "") -> str:
    """Value of `name`; without one and without a default the start stops with `hint`."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}. {hint}".strip())
    return default


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """One of `allowed`, the first where the variable is not set."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"The environment variable {name} is one of {', '.join(allowed)}, not “{value}”.")
    return value


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"The environment variable {name} is a whole number, not “{value}”.")
    return int(value)


def items(name: str, default: str | None = None, *, hint: str = "") -> list[str]:
    """A comma-separated list."""
    return [item.strip() for item in text(name, default, hint=hint).split(",") if item.strip()]
