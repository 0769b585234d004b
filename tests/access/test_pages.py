"""Every page of the matrix is complete, in English and under the prefix of another language."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from tests.access import world as worlds
from tests.access.asking import Viewer
from tests.access.matrix import pages
from tests.access.world import World
from tests.pages import assert_page, every
from tests.worlds import shared

pytestmark = pytest.mark.django_db
world = shared(worlds.build)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path


def shown(world: World, prefix: str = "") -> Iterator[tuple[str, HttpResponse]]:
    """Each page to a viewer who is shown it."""
    viewers = {name: Viewer(user) for name, user in world.viewers.items()}
    for name, address in pages().items():
        yield name, viewers[address.page].see(prefix + address.path.format(**world.things))


def test_every_page_is_complete(world: World):
    """One h1, title, canonical link, valid HTML (`assert_page`), description, language, and a way past the header."""
    for name, response in shown(world):
        tree = assert_page(response)
        descriptions = [meta.get("content") for meta in every(tree, "meta") if meta.get("name") == "description"]
        assert [bool(text.strip()) for text in descriptions] == [True], name
        assert tree.get("lang") == "en", name
        assert any(link.get("href") == "#main" for link in every(tree, "a")), name
        assert [main.get("id") for main in every(tree, "main")] == ["main"], name


def test_every_page_stands_in_other_languages_under_their_prefix(world: World):
    for name, response in shown(world, "/fr"):
        assert assert_page(response).get("lang") == "fr", name
