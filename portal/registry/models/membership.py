"""Who keeps which profile: colleagues of an organisation, national contacts, and what moderators verified."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models.organisation import ClusterOrganisation
from portal.registry.models.region import Country


class Membership(models.Model):
    """A person who edits the profile of an organisation, or administers it too."""

    class Role(models.TextChoices):
        CONTRIBUTOR = "contributor", _("Contributor")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=13, choices=Role, default=Role.CONTRIBUTOR)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_each")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id} ({self.role})"


class NationalContact(models.Model):
    """A person who validates the organisations of one country."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="national_contacts")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "country"], name="one_contact_a_country_and_person")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.country_id}"


class CertificateVerification(models.Model):
    """A moderator saw the evidence. It holds for exactly this statement of the certificate with this key."""

    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="verifications")
    key = models.UUIDField()
    statement = models.TextField()
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verified_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_verification_a_certificate")]

    def __str__(self) -> str:
        return f"{self.key} of {self.organisation_id}"
