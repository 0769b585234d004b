"""How page translation treats what the translations of an event share."""

from wagtail_localize.fields import BaseTranslatableField


class SharedField(BaseTranslatableField):
    """Neither translated nor copied from the original: `portal.editorial.events.sharing` keeps it the same."""
