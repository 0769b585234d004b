"""Claims: somebody says that a profile is theirs to keep, with evidence that reviewers judge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.registry.models import ClusterOrganisation


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> "ClaimQuerySet":
        return self.filter(state=Claim.State.OPEN)


class Claim(models.Model):
    """`objection` is what an administrator of the organisation says against it; reviewers see both."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for a decision")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="claims")
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organisation_claims")
    position = models.CharField(_("your position there"), max_length=100)
    work_email = models.EmailField(_("your e-mail address there"))
    evidence = models.TextField(_("how can we see that you work there?"), max_length=2000)
    link = models.URLField(_("a page that shows it (optional)"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    objection = models.TextField(max_length=2000, blank=True)
    objected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    objected_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "claimant"], condition=Q(state="open"), name="one_open_claim_a_person"
            )
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(state="open"), name="open_claims")]

    def __str__(self) -> str:
        return f"{self.pk} of {self.organisation_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state == Claim.State.OPEN
