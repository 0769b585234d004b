"""The site's menu and legal links: plain addresses in the language of the request."""

from dataclasses import dataclass

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


def localised(path: str, language: str = "") -> str:
    """`/news/` in French is `/fr/news/`; the default language has no prefix."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def main_menu(section: str = "") -> tuple[MenuEntry, ...]:
    """The four sections, news and events. `section` marks the entry that the page belongs to."""
    entries = (
        ("observatory", _("Observatory"), "/observatory/", _observatory_links()),
        ("excellence", _("Excellence"), "/excellence/", ()),
        ("internationalisation", _("Internationalisation"), "/internationalisation/", ()),
        ("emerging", _("Emerging industries"), "/emerging/", ()),
        ("news", _("News"), "/news/", ()),
        ("events", _("Events"), "/events/", ()),
    )
    return tuple(MenuEntry(key, label, localised(url), key == section, links) for key, label, url, links in entries)


def legal_links() -> tuple[Link, ...]:
    return (
        Link(_("About this portal"), localised("/about/")),
        Link(_("Legal notice"), localised("/legal-notice/")),
        Link(_("Privacy"), localised("/privacy/")),
        Link(_("Accessibility"), localised("/accessibility/")),
        Link(_("Contact"), localised("/contact/")),
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
