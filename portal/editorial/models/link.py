"""Links that pages and snippets name, and whether they still lead somewhere."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_URL = 2000


class Link(models.Model):
    """One address that editors wrote, or an object that they chose (`page:7`, `document:3`)."""

    class Kind(models.TextChoices):
        INTERNAL = "internal", _("inside the portal")
        EXTERNAL = "external", _("other sites")

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked yet")
        WORKS = "works", _("works")
        REDIRECTED = "redirected", _("moved for good")
        BROKEN = "broken", _("broken")
        TIMEOUT = "timeout", _("no answer in time")
        CLOSED = "closed", _("lets no program in")
        REFUSED = "refused", _("not checked: address not allowed")

    url = models.CharField(_("link"), max_length=LONGEST_URL, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    state = models.CharField(_("result"), max_length=10, choices=State, default=State.UNCHECKED, db_index=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    target = models.CharField(_("leads to"), max_length=LONGEST_URL, blank=True)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    since = models.DateTimeField(_("since"), null=True, blank=True)

    class Meta:
        ordering = ["url"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index("checked_at", condition=Q(kind="external"), name="external_links_by_age")]

    def __str__(self) -> str:
        return self.url[:100]


class LinkUse(models.Model):
    """Where a link stands. `title` is that of the place when the links were collected."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(_("title"), max_length=255)
    place = GenericForeignKey("content_type", "object_id")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["link", "content_type", "object_id"], name="one_use_a_place")]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.title


class LinkCheck(models.Model):
    """One run of the checker over the whole portal. `collected` is how many links it found, empty before."""

    started_at = models.DateTimeField()
    collected = models.PositiveIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"
