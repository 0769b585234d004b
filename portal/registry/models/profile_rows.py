"""The lists of a profile: rows that are written, drafted and published with their organisation."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.registry.models.organisation import ClusterOrganisation


class ProfileRow(models.Model):
    """`key` names the row through all revisions: primary keys change when a revision is published."""

    key = models.UUIDField(default=uuid4, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]


class Partner(ProfileRow):
    """An organisation abroad with which there is an agreement or a joint project."""

    organisation = ParentalKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2)
    website = models.URLField(_("website"), blank=True)

    def __str__(self) -> str:
        return self.name


class Certificate(ProfileRow):
    """A label or certificate. Whether a moderator verified it is kept apart, see `CertificateVerification`."""

    organisation = ParentalKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="certificates")
    label = models.CharField(_("label"), max_length=20)
    issuer = models.CharField(_("issuer"), max_length=200)
    level = models.CharField(_("level"), max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    evidence = models.URLField(_("link to the evidence"), blank=True)

    def __str__(self) -> str:
        return f"{self.label} ({self.issuer})"

    @property
    def statement(self) -> str:
        """What is verified; other words need another verification."""
        return "\n".join(map(str, (self.label, self.issuer, self.level, self.valid_from, self.valid_to, self.evidence)))


class Activity(ProfileRow):
    """A network, project, success story or publication."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        PROJECT = "project", _("Project")
        STORY = "story", _("Success story")
        PUBLICATION = "publication", _("Publication")

    organisation = ParentalKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    website = models.URLField(_("link"), blank=True)

    def __str__(self) -> str:
        return self.title


class ContactPerson(ProfileRow):
    """Shown only where the person agreed; who writes the row says so and when."""

    organisation = ParentalKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    has_agreed = models.BooleanField(_("agreed to be shown on the public page"), default=False)
    agreed_on = models.DateField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.name
