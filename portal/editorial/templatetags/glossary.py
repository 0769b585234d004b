"""`{% load glossary %}`: rich text whose terms lead to the glossary at their first mention in the page."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(context: Context, value: Any) -> SafeString:
    """The rich text `value`; where the page brings its `terms`, their first mentions are links."""
    html = expand_db_html(value.source if isinstance(value, RichText) else str(value or ""))
    terms = context.get("terms")
    return mark_safe(terms.link(html) if terms else html)  # noqa: S308 (Wagtail's own markup, links added to it)
