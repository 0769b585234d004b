"""`{% load events %}`: addresses that calendar programs open."""

from django import template

from portal.editorial.events.calendar_files import absolute

register = template.Library()


@register.simple_tag
def webcal_url(path: str) -> str:
    """`/events/feed.ics` → "webcal://…/events/feed.ics", which calendar programs offer to subscribe to."""
    return f"webcal://{absolute(path).partition('://')[2]}"
