"""Releases are immutable: loaded beside the published one, checked, then one pointer flips."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """One load of statistics. Observations and figures never change once it is loaded."""

    class State(models.TextChoices):
        LOADING = "loading", _("Loading")
        LOADED = "loaded", _("Loaded")
        COMPUTED = "computed", _("Figures computed")

    code = models.SlugField(unique=True, help_text=_("Day and number of the load: 2026-11-22-1."))
    state = models.CharField(max_length=10, choices=State, default=State.LOADING)
    is_demonstration = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of the input files and their profiles."))
    sources = models.JSONField(
        default=list,
        help_text=_("Per file: dataset, title, publisher, licence, url, retrieved_on, sha256, rows, dropped."),
    )
    rule_sets = models.JSONField(default=list, help_text=_("Codes of the rule sets, in the order of the star arrays."))
    method = models.CharField(
        max_length=64, blank=True, help_text=_("SHA-256 of the rule sets and formulas that gave the figures.")
    )
    years = models.JSONField(default=list)
    default_year = models.PositiveSmallIntegerField(null=True)
    report = models.JSONField(default=dict, help_text=_("What the release checks found."))
    created_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(null=True, help_text=_("When the figures were computed last."))
    first_published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def business_sources(self) -> list[dict[str, Any]]:
        """Files of the business statistics, whose years and cells are the release's; context cites its own."""
        return [source for source in self.sources if not source.get("is_context")]


class CurrentRelease(models.Model):
    """The pointer: exactly one row once something is published; `previous` is where a rollback leads."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(auto_now=True)
    registry_number = models.PositiveIntegerField(
        default=0, help_text=_("Rises when schemes are opened or withdrawn: every process then reads them again.")
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_current_release")]

    def __str__(self) -> str:
        return str(self.release)


class FigureReport(models.Model):
    """A reader's report of a problem with one figure; analysts answer it."""

    address = models.CharField(max_length=500)
    release = models.ForeignKey(Release, on_delete=models.SET_NULL, null=True)
    cell = models.CharField(max_length=100, blank=True)
    message = models.TextField(max_length=5000)
    email = models.EmailField(blank=True)
    token = models.UUIDField(unique=True, help_text=_("One per form: a second click stores nothing twice."))
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, help_text=_("When the analysts were told by e-mail."))
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.address} ({self.created_at:%Y-%m-%d})"
