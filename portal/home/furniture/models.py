"""Menu entries, footer columns, notices and partners."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from portal.editorial.names import NamesField

NAME_LENGTH = 80


def check_address(value: str) -> None:
    """A path of this portal ("/news/") or a whole https address."""
    if value.startswith("/") and not value.startswith("//"):
        return
    try:
        URLValidator(schemes=["https"])(value)
    except ValidationError:
        raise ValidationError(_("Start with / for a page of the portal, or with https:// for another site.")) from None


class LabelledLink(models.Model):
    """A label in every language, and a page or an address."""

    name = models.CharField(gettext_lazy("label in English"), max_length=NAME_LENGTH)
    names = NamesField(gettext_lazy("label in other languages"))
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("page")
    )
    address = models.CharField(
        gettext_lazy("or an address"),
        max_length=300,
        blank=True,
        validators=[check_address],
        help_text=gettext_lazy("A path such as /observatory/rankings/, or a whole address of another site."),
    )

    link_panels: ClassVar[list[Any]] = [
        FieldPanel("name"), FieldPanel("page"), FieldPanel("address"), FieldPanel("names"),
    ]  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"address": _("Choose either a page or an address.")})


class Placed(models.Model):
    position = models.PositiveSmallIntegerField(
        gettext_lazy("position"), default=0, help_text=gettext_lazy("Smaller numbers come first.")
    )
    is_shown = models.BooleanField(gettext_lazy("shown"), default=True)

    class Meta:
        abstract = True


class MenuEntry(LabelledLink, Placed, ClusterableModel):
    """An entry of the main menu. As long as there is none, the menu is the one that the portal comes with."""

    panels: ClassVar[list[Any]] = [
        *LabelledLink.link_panels,
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_shown")]),
        InlinePanel("links", label=gettext_lazy("Link below the entry")),
    ]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = gettext_lazy("menu entry")
        verbose_name_plural = gettext_lazy("menu entries")


class MenuLink(Orderable, LabelledLink):
    entry = ParentalKey(MenuEntry, on_delete=models.CASCADE, related_name="links")
    panels: ClassVar[list[Any]] = LabelledLink.link_panels


class FooterColumn(Placed, ClusterableModel):
    """A column of the footer, beside the one with the legal pages. As long as there is none: the sections."""

    name = models.CharField(gettext_lazy("heading in English"), max_length=NAME_LENGTH)
    names = NamesField(gettext_lazy("heading in other languages"))

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("names"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_shown")]),
        InlinePanel("links", label=gettext_lazy("Link")),
    ]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = gettext_lazy("footer column")
        verbose_name_plural = gettext_lazy("footer columns")

    def __str__(self) -> str:
        return self.name


class FooterLink(Orderable, LabelledLink):
    column = ParentalKey(FooterColumn, on_delete=models.CASCADE, related_name="links")
    panels: ClassVar[list[Any]] = LabelledLink.link_panels


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self) -> "NoticeQuerySet":
        """Notices that stand on every page now, by the clock of the server."""
        now = timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), starts_at__lte=now)


class Notice(models.Model):
    """A banner on every page between two moments."""

    class Level(models.TextChoices):
        INFO = "info", gettext_lazy("Information")
        WARNING = "warning", gettext_lazy("Warning")
        URGENT = "error", gettext_lazy("Urgent")

    name = models.CharField(
        gettext_lazy("notice in English"),
        max_length=120,
        help_text=gettext_lazy("One sentence: what happens, and when."),
    )
    names = NamesField(gettext_lazy("notice in other languages"))
    text = models.TextField(
        gettext_lazy("more, in English"), blank=True, max_length=600, help_text=gettext_lazy("Readers may unfold it.")
    )
    level = models.CharField(gettext_lazy("level"), max_length=7, choices=Level, default=Level.INFO)
    address = models.CharField(gettext_lazy("leads to"), max_length=300, blank=True, validators=[check_address])
    starts_at = models.DateTimeField(gettext_lazy("from"), default=timezone.now)
    ends_at = models.DateTimeField(gettext_lazy("until"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("text"),
        FieldPanel("address"),
        FieldPanel("names"),
    ]

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = gettext_lazy("notice")
        verbose_name_plural = gettext_lazy("notices")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must lie after the start.")})


class Partner(Placed):
    """An organisation that the home page names."""

    name = models.CharField(gettext_lazy("name"), max_length=120, unique=True)
    url = models.URLField(gettext_lazy("address"), blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("logo"),
    )
    logo_alt = models.CharField(
        gettext_lazy("alternative text of the logo"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("What the logo shows beside the name. Empty: the name says it all."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("url"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=gettext_lazy("Logo")),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_shown")]),
    ]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = gettext_lazy("partner")
        verbose_name_plural = gettext_lazy("partners")

    def __str__(self) -> str:
        return self.name
