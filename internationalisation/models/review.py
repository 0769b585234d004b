"""What reviewers and managers of a profile say to each other, and the mails that tell of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models import ClusterOrganisation


class ReviewNote(models.Model):
    """One entry of the talk about a profile. Members of the organisation and reviewers read it, nobody else."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted for review")
        WITHDRAWN = "withdrawn", _("Taken back")
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        RETURNED = "returned", _("Returned with reasons")
        APPROVED = "approved", _("Approved and published")
        CONFIRMED = "confirmed", _("Confirmed as up to date")
        SUSPENDED = "suspended", _("Suspended")
        REINSTATED = "reinstated", _("Public again")
        ARCHIVED = "archived", _("Archived")
        MERGED = "merged", _("Merged into another profile")

    class Side(models.TextChoices):
        MEMBER = "member", _("Member of the organisation")
        CONTACT = "contact", _("National contact")
        MODERATOR = "moderator", _("Moderator")

    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="review_notes")
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=9, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["organisation", "created_at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.organisation_id}"


class ReviewMail(models.Model):
    """A mail that tells one person of a note; to reviewers it lists all that waits for them."""

    note = models.ForeignKey(ReviewNote, on_delete=models.CASCADE, related_name="mails")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_for_reviewer = models.BooleanField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(mailed_at__isnull=True), name="unsent_review_mails")
        ]

    def __str__(self) -> str:
        return f"{self.note_id} to {self.recipient_id}"
