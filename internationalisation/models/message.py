"""What readers write to organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models import ClusterOrganisation


class OrganisationMessage(models.Model):
    """`token` names one message of one form; `mailed_at` and `copied_at` say that both mails went out.

    Kept as long as messages to the editors, then deleted by the clock.
    """

    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="messages")
    token = models.UUIDField(unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"))
    message = models.TextField(_("message"), max_length=5000)
    language = models.CharField(_("language"), max_length=7, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    copied_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("message to an organisation")
        verbose_name_plural = _("messages to organisations")

    def __str__(self) -> str:
        return f"{self.name} to {self.organisation_id}"
