"""What came with a later edition, offered once: made where nothing stands, never again where it was taken away."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from internationalisation.demonstration.actions import make_demonstration
from portal.editorial.models import CallIndexPage, LibraryIndexPage, StandardPage
from portal.home.first_calls import make_calls
from portal.home.first_library import make_library
from portal.home.models import HomePage, OfferedContent
from portal.home.site_content import site_content
from portal.registry.models import ClusterOrganisation

FILE = Path(__file__).with_name("data") / "offers.toml"


@transaction.atomic
def prepare_additions() -> list[str]:
    """Names of what was made now. Nothing before there is a home page."""
    home = HomePage.objects.order_by("depth", "pk").first()
    return [name for name, make in _offers(home) if _offer(name, make)] if home else []


@transaction.atomic
def prepare_demonstration() -> int:
    """How many invented organisations were made, so that the directory of a new portal is not empty.

    Once, where the settings ask for it and no organisation stands.
    """
    is_wanted = settings.PORTAL_DEMONSTRATION and not ClusterOrganisation.objects.exists()
    if not is_wanted or OfferedContent.objects.filter(name="demonstration").exists():
        return 0
    made = make_demonstration()
    if made:
        OfferedContent.objects.create(name="demonstration")
    return made


def _offer(name: str, make: Callable[[], bool]) -> bool:
    """Whether it was made: an offer is made once, whatever came of it."""
    _row, is_new = OfferedContent.objects.get_or_create(name=name)
    return is_new and make()


def _offers(home: HomePage) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "calls", lambda: _lacking(CallIndexPage, lambda: make_calls(home, site_content()["calls"]))
    yield "library", lambda: _lacking(LibraryIndexPage, lambda: make_library(home))
    with FILE.open("rb") as file:
        for content in tomllib.load(file)["page"]:
            yield f"{content['below']}{content['slug']}/", lambda content=content: _make_page(home, content)


def _lacking(kind: type[Page], make: Callable[[], None]) -> bool:
    if kind.objects.exists():
        return False
    make()
    return True


def _make_page(home: HomePage, content: dict[str, Any]) -> bool:
    """Whether the page was made: its parent must stand, and its address be free."""
    parent = Page.objects.filter(url_path=f"{home.url_path.rstrip('/')}{content['below']}").first()
    if parent is None or parent.get_children().filter(slug=content["slug"]).exists():
        return False
    fields = {name: content[name] for name in ("slug", "title", "lead")}
    body = [("text", content["body"].strip())]
    parent.add_child(instance=StandardPage(body=body, search_description=content["lead"], **fields))
    return True
