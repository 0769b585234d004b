"""Messages that readers send to the editors, kept until they are answered or old."""

from django.db import models
from django.utils.translation import gettext_lazy


class ContactMessage(models.Model):
    """One message. Nothing of the sender is kept but what was written."""

    class Kind(models.TextChoices):
        CONTACT = "contact", gettext_lazy("Question or remark")
        ACCESSIBILITY = "accessibility", gettext_lazy("Accessibility problem")

    class State(models.TextChoices):
        NEW = "new", gettext_lazy("New")
        ANSWERED = "answered", gettext_lazy("Answered")
        CLOSED = "closed", gettext_lazy("Closed without an answer")

    kind = models.CharField(gettext_lazy("kind"), max_length=15, choices=Kind)
    message = models.TextField(gettext_lazy("message"), max_length=5000)
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    address = models.CharField(gettext_lazy("page"), max_length=500, blank=True)
    language = models.CharField(gettext_lazy("language"), max_length=10, blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State, default=State.NEW)
    token = models.UUIDField(unique=True, help_text=gettext_lazy("Names these words: sent twice they are stored once."))
    created_at = models.DateTimeField(gettext_lazy("received"), auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, help_text=gettext_lazy("When the editors were told by e-mail."))

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at"]), models.Index(fields=["state", "-created_at"])]
        verbose_name = gettext_lazy("message")
        verbose_name_plural = gettext_lazy("messages")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"
