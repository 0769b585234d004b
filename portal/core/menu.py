"""The site's menu, footer and notices: plain addresses in the language of the request.

`portal.home` registers what editors made of them in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.core.page import Link


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the bar; `key` is what `PageMeta.section` names, `links` are its pages."""

    key: str
    label: str
    url: str
    is_current: bool = False
    links: tuple[Link, ...] = ()
    language: str = ""  # of the label, where it is not that of the page


@dataclass(frozen=True, slots=True)
class FooterColumn:
    key: str
    title: str
    links: tuple[Link, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner on every page; `level` is info, warning or error, `text` unfolds."""

    key: str
    title: str
    level: str
    text: str = ""
    url: str = ""
    language: str = ""
    text_language: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around every page, in the language of the request; empty parts take their usual form."""

    menu: tuple[MenuEntry, ...] = ()
    columns: tuple[FooterColumn, ...] = ()
    notices: tuple[Notice, ...] = ()


_providers: list[Callable[[], Furniture]] = []


def register(provider: Callable[[], Furniture]) -> None:
    """Register what knows the furniture; a second registration replaces the first."""
    _providers[:] = [provider]


def furniture() -> Furniture:
    return _providers[0]() if _providers else Furniture()


def localised(path: str, language: str = "") -> str:
    """`/news/` in French is `/fr/news/`; the default language has no prefix."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def main_menu(section: str = "") -> tuple[MenuEntry, ...]:
    """What editors made, else the usual entries. `section` marks the entry that the page belongs to."""
    return tuple(replace(entry, is_current=entry.key == section) for entry in furniture().menu or usual_menu())


def footer_columns() -> tuple[FooterColumn, ...]:
    """What editors made, else the entries of the menu. The legal links are no part of it: they stand always."""
    links = tuple(Link(entry.label, entry.url, language=entry.language) for entry in main_menu())
    return furniture().columns or (FooterColumn("sections", _("Sections"), links),)


def usual_menu() -> tuple[MenuEntry, ...]:
    """The four sections, news, events, calls and the library."""
    entries = (
        ("observatory", _("Observatory"), "/observatory/", _observatory_links()),
        ("excellence", _("Excellence"), "/excellence/", ()),
        ("internationalisation", _("Internationalisation"), "/internationalisation/", _directory_links()),
        ("emerging", _("Emerging industries"), "/emerging/", ()),
        ("news", _("News"), "/news/", ()),
        ("events", _("Events"), "/events/", ()),
        ("calls", _("Calls"), "/calls/", ()),
        ("library", _("Library"), "/library/", _library_links()),
    )
    return tuple(MenuEntry(key, label, localised(url), links=links) for key, label, url, links in entries)


def legal_links() -> tuple[Link, ...]:
    return (
        Link(_("About this portal"), localised("/about/")),
        Link(_("Legal notice"), localised("/legal-notice/")),
        Link(_("Privacy"), localised("/privacy/")),
        Link(_("Cookies"), localised("/cookies/")),
        Link(_("Accessibility"), localised("/accessibility/")),
        Link(_("Weekly digest"), localised("/digest/")),
        Link(_("Glossary"), localised("/glossary/")),
        Link(_("Questions and answers"), localised("/faq/")),
        Link(_("Contact"), localised("/contact/")),
    )


def _library_links() -> tuple[Link, ...]:
    return (
        Link(_("Reports and documents"), localised("/library/")),
        Link(_("Videos"), localised("/videos/")),
    )


def _directory_links() -> tuple[Link, ...]:
    return (
        Link(_("Cluster organisations"), localised("/clusters/")),
        Link(_("Cluster organisations near you"), localised("/clusters/near/")),
        Link(_("Register your organisation"), localised("/account/organisations/new/")),
    )


def _observatory_links() -> tuple[Link, ...]:
    return (
        Link(pgettext("menu", "Map of clusters"), localised("/observatory/")),
        Link(_("Regions"), localised("/observatory/regions/")),
        Link(_("Industries"), localised("/observatory/industries/")),
        Link(_("Rankings"), localised("/observatory/rankings/")),
        Link(_("Questions with answers"), localised("/observatory/questions/")),
        Link(_("Compare"), localised("/observatory/compare/")),
        Link(_("Sets of regions"), localised("/observatory/custom/")),
        Link(_("Cluster policy"), localised("/observatory/policy/")),
        Link(_("Methodology"), localised("/observatory/methodology/")),
        Link(_("Data and releases"), localised("/observatory/data/")),
    )
