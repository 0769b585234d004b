"""The weekly digest: who receives it, its issues, and what became of each mail."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TOKEN_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class SubscriberQuerySet(models.QuerySet):
    def confirmed(self) -> "SubscriberQuerySet":
        return self.filter(confirmed_at__isnull=False)


class Subscriber(models.Model):
    """Somebody who asked for the digest. The row is deleted when they end it: nothing personal is kept.

    Whoever knows `token` may confirm, change and end the subscription; it stands in no page and no log of ours.
    `mailed_at` is when the last mail about the subscription itself left, empty while one waits in the queue.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=7)
    topics = ArrayField(models.CharField(max_length=80), verbose_name=_("topics"), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class IssueQuerySet(models.QuerySet):
    def public(self) -> "IssueQuerySet":
        """Issues whose sending has begun, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-slug")


class DigestIssue(models.Model):
    """The digest of one week, named by it: 2026-47. What it says is frozen when its sending begins."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    slug = models.CharField(_("week"), max_length=7, unique=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    introductions = models.JSONField(_("introductions"), default=dict, blank=True)
    composed_at = models.DateTimeField(_("composed"))
    published_at = models.DateTimeField(_("sending began"), null=True, blank=True)
    finished_at = models.DateTimeField(_("sending ended"), null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-slug"]
        verbose_name = _("issue of the digest")
        verbose_name_plural = _("issues of the digest")
        permissions = [("send_digestissue", "Can send issues of the digest")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("editorial:digest-issue", args=[self.slug])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class DigestItem(models.Model):
    """One thing that the week brought, with its words in every language: `texts` maps a code to a `Words`.

    `key` names it across languages and weeks (a page's translation key, a release's code).
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        EVENT = "event", _("Events")
        CALL = "call", _("Calls")
        FIGURES = "figures", _("New figures")

    issue = models.ForeignKey(DigestIssue, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    is_left_out = models.BooleanField(_("left out"), default=False)
    topics = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "kind", "key"], name="one_item_an_issue")]
        verbose_name = _("item of the digest")
        verbose_name_plural = _("items of the digest")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the default language, or in one that has it."""
        words = self.texts.get(settings.LANGUAGE_CODE) or next(iter(self.texts.values()), {})
        return words.get("title", self.key)


class Delivery(models.Model):
    """One mail of one issue to one subscriber. `key` makes its Message-ID, the same however often it is tried.

    WAITING and CLAIMED: nothing has left the portal. HANDED: the last line of the mail is on its way to the mail
    server. After an interruption there it is UNCERTAIN whether the server took it: such a mail is never sent again
    by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being written")
        HANDED = "handed", _("being handed over")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("nothing fitted their choices")
        REFUSED = "refused", _("refused by the mail server")
        UNCERTAIN = "uncertain", _("interrupted while handed over")

    issue = models.ForeignKey(DigestIssue, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries")
    key = models.UUIDField(default=uuid4, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "subscriber"], name="one_mail_an_issue_and_subscriber")]
        indexes = [
            models.Index(
                fields=["issue", "id"], condition=Q(state__in=("waiting", "claimed", "handed")), name="unsent_mail"
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"
