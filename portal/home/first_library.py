"""The library and the list of videos of a new portal: public documents by link, with abstracts in our own words."""

import tomllib
from pathlib import Path
from typing import Any

from portal.editorial.models import LibraryCollection, LibraryIndexPage, LibraryItemPage, VideoIndexPage
from portal.home.models import HomePage

FILE = Path(__file__).with_name("data") / "library.toml"


def make_library(home: HomePage) -> None:
    """The library with its first items, and an empty list of videos, below `home`."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    _make_items(home, content["library"])
    home.add_child(instance=VideoIndexPage(slug="videos", **content["videos"]))


def _make_items(home: HomePage, content: dict[str, Any]) -> None:
    library = home.add_child(instance=LibraryIndexPage(title=content["title"], slug="library", lead=content["lead"]))
    collections = {
        one["slug"]: LibraryCollection.objects.get_or_create(slug=one["slug"], defaults=one)[0]
        for one in content["collection"]
    }
    for item in content["item"]:
        collection = collections.get(item.get("collection", ""))
        library.add_child(instance=LibraryItemPage(**{**item, "collection": collection}))
