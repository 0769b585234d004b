"""Wagtail's own addresses: nobody without a role in the editors' area is let in, at any of them and by any method."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest
from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize

from tests.access import world as worlds
from tests.access.asking import Viewer
from tests.access.matrix import OPEN_TO_ALL, SIGN_IN
from tests.access.world import World
from tests.worlds import shared

pytestmark = pytest.mark.django_db
DESK, CATCH_ALL = "admin/", r"admin/.*/$"
OUTSIDE = ("visitor", "organisation administrator", "national contact")
# What may stand for an argument of an address: a number, a word, a model, a file.
EXAMPLES = ("1", "wagtailcore", "page", "en", "00000000-0000-4000-8000-000000000000", "2026-47", "send", "csv")
world = shared(worlds.build)


def desk_patterns(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern below /admin/ with the regular expression of its whole address."""
    for pattern in patterns:
        whole = before + pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from desk_patterns(pattern.url_patterns, whole)
        else:
            yield whole, pattern


def example(regex: str, pattern: URLPattern) -> str:
    """An address that leads to this very pattern, or to one that stands before it with the same form.

    Raises LookupError where no example fits.
    """
    before = ""
    for form, names in normalize(regex):
        for values in product(EXAMPLES, repeat=len(names)):
            path = "/" + form % dict(zip(names, values, strict=True))
            match = match_of(path)
            if match and match.func is pattern.callback:
                return path
            before = before or (path if match and match.route != CATCH_ALL else "")
    if not before:
        raise LookupError(f"Add an example of an argument for {regex} to EXAMPLES.")
    return before


def match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


@cache
def desk_addresses() -> list[str]:
    below = [one for one in get_resolver().url_patterns if str(one.pattern) == DESK]
    return [example(regex, pattern) for regex, pattern in desk_patterns(below) if ".*" not in regex]


def test_the_desk_has_its_hundreds_of_addresses():
    assert len(desk_addresses()) > 300


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_without_a_role_is_let_into_the_desk(name: str, world: World):
    viewer = Viewer(world.viewers[name])
    let_in = {
        (method, path): answer
        for path in desk_addresses()
        for method in ("GET", "POST")
        if path not in OPEN_TO_ALL and (answer := viewer.ask(method, path).answer) not in {SIGN_IN, 403, 404}
    }
    assert let_in == {}
