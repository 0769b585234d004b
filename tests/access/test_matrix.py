"""Every address of the portal × every viewer × every method, and what is planted in the world shows to its readers."""

from collections.abc import Iterator, Sequence

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.access import world as worlds
from tests.access.asking import Given, Viewer
from tests.access.matrix import LEAKS, SENT, SIGN_IN, WITHOUT_TOKEN, Address, Answer, matrix
from tests.access.planted import READERS, SHOWN, Secret
from tests.access.world import VIEWERS, World
from tests.worlds import shared

pytestmark = pytest.mark.django_db
# Where everybody gets the same, these ask: nobody, somebody, somebody with an organisation, and who may do most.
FEW = ("visitor", "member", "contributor elsewhere", "administrator")
NEVER = ("PUT", "DELETE")
REFUSALS = {403, 404, 405, SIGN_IN}
world = shared(worlds.build)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path


def own_patterns(patterns: Sequence[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Names of all addresses but Wagtail's own (`test_foreign`) and the two that only lead on to the sign-in."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        elif not getattr(pattern.urlconf_name, "__name__", "").startswith("wagtail"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from own_patterns(pattern.url_patterns, namespace + inner)


def test_every_address_of_the_portal_stands_in_the_matrix():
    named = set(own_patterns(get_resolver().url_patterns))
    missing, gone = named - set(matrix()), set(matrix()) - named
    assert not missing, f"Say in tests/access/matrix.toml who gets which answer at {sorted(missing)}."
    assert not gone, f"Take out of tests/access/matrix.toml what is no longer an address: {sorted(gone)}."


def test_the_entry_of_an_address_is_about_that_address(world: World):
    found = {name: resolve(address.path.format(**world.things)).view_name for name, address in matrix().items()}
    assert found == {name: name for name in matrix()}


def others(found: dict[str, Answer], method: str, viewer: str) -> dict[str, str]:
    """Addresses that gave another answer than the matrix says."""
    expected = {one: getattr(matrix()[one], method)[viewer] for one in found}
    return {one: f"{got}, not {expected[one]}" for one, got in found.items() if got != expected[one]}


def asked_by(name: str) -> list[Address]:
    return [address for address in matrix().values() if not address.is_read_alike or name in FEW]


@pytest.mark.parametrize("name", VIEWERS)
def test_everybody_reads_what_is_theirs_and_meets_no_secret_of_others(name: str, world: World):
    viewer = Viewer(world.viewers[name])
    given = {address.name: viewer.ask("GET", address.path.format(**world.things)) for address in asked_by(name)}
    beside = {path: viewer.ask("GET", path.format(**world.things)) for path in LEAKS}
    answers = {one: got.answer for one, got in given.items()}
    assert (others(answers, "get", name), told(name, given | beside)) == ({}, [])


def told(name: str, given: dict[str, Given]) -> list[str]:
    """Secrets that this viewer must not meet, and where they stand."""
    hidden = [secret for secret, readers in READERS.items() if name not in readers]
    return [f"{secret.name} at {one}" for one, got in given.items() for secret in hidden if secret in got.text]


@pytest.mark.parametrize("name", VIEWERS)
def test_everybody_sends_only_what_is_theirs_to_send(name: str, world: World):
    viewer = Viewer(world.viewers[name])
    found = {
        one: viewer.ask("POST", address.path.format(**world.things), data=SENT.get(one)).answer
        for one, address in matrix().items()
    }
    assert others(found, "post", name) == {}


@pytest.mark.parametrize(("name", "is_alike"), [("visitor", True), ("administrator", False)])
def test_heads_are_those_of_the_answers(name: str, is_alike: bool, world: World):
    viewer = Viewer(world.viewers[name])
    read = [one for one in matrix().values() if one.get[name] != 405 and one.is_read_alike == is_alike]
    found = {address.name: viewer.ask("HEAD", address.path.format(**world.things)).answer for address in read}
    assert others(found, "get", name) == {}


@pytest.mark.parametrize("name", ["visitor", "administrator"])
def test_nothing_is_put_or_deleted(name: str, world: World):
    """At addresses of our own: allauth's forms take PUT for POST."""
    viewer = Viewer(world.viewers[name])
    taken = {
        (method, one): answer
        for one, address in matrix().items()
        for method in NEVER
        if ":" in one and (answer := viewer.ask(method, address.path.format(**world.things)).answer) not in REFUSALS
    }
    assert taken == {}


def test_nothing_is_taken_from_a_form_without_its_token(world: World):
    taking = [one for one, address in matrix().items() if set(address.post.values()) != {405}]
    client = Client(enforce_csrf_checks=True)
    found = {one: client.post(matrix()[one].path.format(**world.things)).status_code for one in taking}
    assert [one for one, status in found.items() if status != 403] == list(WITHOUT_TOKEN)


@pytest.mark.parametrize("secret", SHOWN)
def test_a_secret_is_met_by_its_readers(secret: Secret, world: World):
    """Otherwise the test of those who must not meet it would find nothing, wherever it stood."""
    name, path = SHOWN[secret]
    assert secret in Viewer(world.viewers[name]).ask("GET", path.format(**world.things)).text
