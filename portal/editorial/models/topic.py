"""Topics: what news, events, calls and documents are about, beside places and industries."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.panels import FieldPanel

from portal.editorial.names import NamesField


class Topic(models.Model):
    """One topic; `slug` is its name in addresses and never changes with its title."""

    name = models.CharField(gettext_lazy("name in English"), max_length=80, unique=True)
    slug = models.SlugField(gettext_lazy("name in addresses"), max_length=80, unique=True)
    names = NamesField(gettext_lazy("name in other languages"))

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("names")]

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("topic")
        verbose_name_plural = gettext_lazy("topics")

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the language of the request, in English where there is none."""
        return self.names.get(get_language() or "en") or self.name
