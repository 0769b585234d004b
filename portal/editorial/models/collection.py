"""Collections of the library: what belongs together for a reason that editors name."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from portal.editorial.names import LocalName, NamesField


class LibraryCollection(LocalName, models.Model):
    """One collection, such as related initiatives; `slug` is its name in addresses."""

    name = models.CharField(gettext_lazy("name in English"), max_length=80, unique=True)
    slug = models.SlugField(gettext_lazy("name in addresses"), max_length=80, unique=True)
    names = NamesField(gettext_lazy("name in other languages"))

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("names")]

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("library collection")
        verbose_name_plural = gettext_lazy("library collections")

    def __str__(self) -> str:
        return self.name
