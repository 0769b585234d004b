"""Topics: what news, events, calls and documents are about, beside places and industries."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from portal.editorial.names import LocalName, NamesField


class Topic(LocalName, models.Model):
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
