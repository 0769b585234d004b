"""`{% load portal %}`: what the base template and the components need beyond Django's own tags."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.catalogues import spoken_language
from portal.core.grid import Grid
from portal.core.grid import grid as build_grid
from portal.core.languages import LanguageLink
from portal.core.languages import language_links as links_in_languages
from portal.core.menu import FooterColumn, MenuEntry, Notice, furniture, localised
from portal.core.menu import footer_columns as build_footer_columns
from portal.core.menu import legal_links as build_legal_links
from portal.core.menu import main_menu as build_main_menu
from portal.core.page import Link, Stars, Table
from portal.core.star_shapes import named_stars as draw_named_stars
from portal.core.star_shapes import star_shapes as draw_stars

register = template.Library()

# What would end the script element or start a comment is written as an escape of JSON.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str, size: str = "s", extra: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: words stand beside it, always."""
    return format_html(
        '<svg class="ecl-icon ecl-icon--{} {}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        size,
        extra,
        static("icons/icons.svg"),
        name,
    )


@register.simple_tag
def main_menu(section: str = "") -> tuple[MenuEntry, ...]:
    return build_main_menu(section or "")


@register.simple_tag
def footer_columns() -> tuple[FooterColumn, ...]:
    return build_footer_columns()


@register.simple_tag
def notices() -> tuple[Notice, ...]:
    return furniture().notices


@register.simple_tag
def legal_links() -> tuple[Link, ...]:
    return build_legal_links()


@register.simple_tag
def local_url(path: str) -> str:
    """`/news/` in the language of the request."""
    return localised(path)


@register.simple_tag
def absolute_url(path: str) -> str:
    """The public address of `path`; an address that is absolute already stays as it is."""
    return path if "://" in path else f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> tuple[LanguageLink, ...]:
    """The page in every language: the canonical path where the page names one, else the address asked for."""
    if "alternates" in context:
        return context["alternates"]
    path = getattr(context.get("page"), "canonical_path", "") or ""
    request = context.get("request")
    return links_in_languages(path or (request.get_full_path() if request else "/"))


@register.simple_tag
def foreign_language(code: str) -> str:
    """`code` where it is not the language of the words around it, for `lang` attributes; else empty."""
    return code if code and code != spoken_language() else ""


@register.simple_tag
def default_language_spoken() -> str:
    """Code of the default language where the language of the request has no texts of its own yet; else empty."""
    spoken = spoken_language()
    return spoken if spoken != get_language() else ""


@register.filter
def marked(text: Any) -> Any:
    """A label in its own language where that is not the one of the page; any other value as it is."""
    language = getattr(text, "language", "")
    return format_html('<span lang="{}">{}</span>', language, text) if language else text


@register.simple_tag
def trail(page: Any) -> tuple[Link, ...]:
    """Breadcrumb from the home page to the page itself; empty on the home page."""
    crumbs = tuple(getattr(page, "breadcrumbs", ()) or ())
    title = getattr(page, "title", "")
    home = localised("/")
    if not crumbs and getattr(page, "canonical_path", "") == home:
        return ()
    if not crumbs or crumbs[0].url != home:
        crumbs = (Link(_("Home"), home), *crumbs)
    return crumbs if crumbs[-1].is_current or not crumbs[-1].url else (*crumbs, Link(title, "", is_current=True))


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """A JSON-LD data block. It is no script: browsers neither run it nor does the policy forbid it."""
    if not data:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped above)


@register.simple_tag
def svg(markup: str) -> SafeString:
    """Our own SVG, drawn by the server from figures."""
    return mark_safe(markup)  # noqa: S308 (made by our own chart and map code, never by readers)


@register.simple_tag
def star_shapes(stars: Stars) -> SafeString:
    """The drawing of a result; words stand beside it."""
    return mark_safe(draw_stars(stars.earned, stars.possible, is_hollow=stars.is_hollow))  # noqa: S308 (our own SVG)


@register.simple_tag
def named_stars(stars: Stars) -> SafeString:
    """The drawing of a result with its words as its name, for documents."""
    drawn = draw_named_stars(stars.earned, stars.possible, stars.text, is_hollow=stars.is_hollow)
    return mark_safe(drawn)  # noqa: S308 (our own SVG)


@register.simple_tag
def hollow_star() -> SafeString:
    """One star on estimates: the sign of a note under a table."""
    return mark_safe(draw_stars(1, 1, is_hollow=True))  # noqa: S308 (our own SVG)


@register.simple_tag
def grid(table: Table) -> Grid:
    return build_grid(table)
