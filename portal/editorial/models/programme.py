"""Programmes that publish calls."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from portal.editorial.names import LocalName, NamesField


class Programme(LocalName, models.Model):
    """One programme; `slug` is its name in addresses and import files and never changes with its title."""

    name = models.CharField(gettext_lazy("name in English"), max_length=120, unique=True)
    slug = models.SlugField(gettext_lazy("name in addresses"), max_length=80, unique=True)
    funder = models.CharField(
        gettext_lazy("who funds it"), max_length=120, blank=True, help_text=gettext_lazy("European Commission, …")
    )
    names = NamesField(gettext_lazy("name in other languages"))

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("funder"), FieldPanel("names")]

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("programme")
        verbose_name_plural = gettext_lazy("programmes")

    def __str__(self) -> str:
        return self.name
