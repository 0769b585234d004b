"""Cluster organisations: what their managers describe, and what the portal knows about the profile."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from portal.registry.codes import ancestors_and_self
from portal.registry.models.region import Country
from portal.registry.profile_codes import size_class_of

# A profile is confirmed once a year: its managers are reminded, then it is marked, then hidden; never deleted.
REMIND_AFTER = timedelta(days=365)
STALE_AFTER = timedelta(days=395)
HIDDEN_AFTER = timedelta(days=545)
MAX_SLUG = 60


def codes(length: int = 40) -> ArrayField:
    """Codes of a list, none at first."""
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


class OrganisationQuerySet(models.QuerySet["ClusterOrganisation"]):
    def public(self) -> "OrganisationQuerySet":
        """What everybody may see: published, neither suspended nor archived nor merged, confirmed not too long ago."""
        shown = Q(standing__in=[Standing.ORDINARY, Standing.EMERGING])
        return self.filter(shown, live=True, confirmed_on__gt=localdate() - HIDDEN_AFTER)

    def real(self) -> "OrganisationQuerySet":
        """Without demonstration rows: what figures and headlines count."""
        return self.filter(is_demonstration=False)

    def about(
        self, *, region_codes: tuple[str, ...] = (), country_code: str = "", group: str = ""
    ) -> "OrganisationQuerySet":
        """Those inside a place (any of its codes) and of an industry group (`scheme:code`)."""
        places = [*region_codes, *filter(None, [country_code])]
        rows = self.filter(places__overlap=places) if places else self
        return rows.filter(groups__contains=[group]) if group else rows


class Standing(models.TextChoices):
    """What is stored of a profile's state; draft, submitted and published follow from Wagtail's."""

    ORDINARY = "", _("Ordinary")
    EMERGING = "emerging", _("Emerging")
    SUSPENDED = "suspended", _("Suspended")
    ARCHIVED = "archived", _("Archived")
    MERGED = "merged", _("Merged into another")


class ClusterOrganisation(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """An organisation that manages a cluster.

    Texts are written once, in `text_language`. Groups are `scheme:code` keys, `region_code` is a code of the NUTS
    version in force (`region_name` where there is none), `places` holds the region and everything around it. A row
    that never was live holds the draft; of a live one, drafts wait as revisions.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "cluster-organisation", _("Cluster organisation")
        NETWORK = "network", _("Network")
        ASSOCIATION = "association", _("Association")
        PROJECT = "project", _("Project")
        META = "meta-cluster", _("Meta-cluster")

    # Who and where. The country comes first: other rules hold outside the European Union.
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country"))
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind of organisation"), max_length=20, choices=Kind, default=Kind.ORGANISATION)
    legal_form = models.CharField(_("legal form"), max_length=100, blank=True)
    year_founded = models.PositiveSmallIntegerField(_("year founded"), null=True, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("logo"),
    )
    region_code = models.CharField(_("region (NUTS code)"), max_length=5, blank=True)
    region_name = models.CharField(_("region"), max_length=100, blank=True)
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address for messages"), blank=True)
    languages = codes(7)
    social_links = ArrayField(models.URLField(), default=list, blank=True)

    # What it is about.
    text_language = models.CharField(_("language of the texts"), max_length=7, default="en")
    description = models.TextField(_("description"), max_length=4000, blank=True)
    strategy = models.TextField(_("strategy"), max_length=4000, blank=True)
    objectives = models.TextField(_("objectives"), max_length=4000, blank=True)
    groups = codes(60)
    technologies = codes()
    priorities = codes()

    # Members and means.
    members_sme = models.PositiveIntegerField(_("small and medium-sized enterprises"), null=True, blank=True)
    members_large = models.PositiveIntegerField(_("large enterprises"), null=True, blank=True)
    members_research = models.PositiveIntegerField(_("research and education"), null=True, blank=True)
    members_public = models.PositiveIntegerField(_("public bodies"), null=True, blank=True)
    members_other = models.PositiveIntegerField(_("other members"), null=True, blank=True)
    members_total = models.PositiveIntegerField(_("members in all"), null=True, blank=True)
    members_as_of = models.DateField(_("members as of"), null=True, blank=True)
    is_open_to_members = models.BooleanField(_("open to new members"), default=True)
    staff_fte = models.DecimalField(_("management staff (FTE)"), max_digits=6, decimal_places=2, null=True, blank=True)
    budget_class = models.CharField(_("yearly budget"), max_length=20, blank=True)
    private_share_percent = models.PositiveSmallIntegerField(
        _("share of private funding (percent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    is_in_national_programme = models.BooleanField(_("supported by a national programme"), default=False)
    national_programme = models.CharField(_("national programme"), max_length=200, blank=True)

    # What it offers and looks for.
    services = codes()
    countries_of_interest = codes(2)

    # What the portal knows; no revision carries these (see `with_content_json`).
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.ORDINARY, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )
    confirmed_on = models.DateField(default=localdate, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # Derived on save, for filters and counts.
    places = ArrayField(models.CharField(max_length=5), default=list, editable=False)
    labels = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    size_class = models.CharField(max_length=20, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("cluster organisation")
        verbose_name_plural = _("cluster organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="merged", merged_into__isnull=False)
                | (~Q(standing="merged") & Q(merged_into__isnull=True)),
                name="merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="organisation_position_whole",
            ),
        ]
        indexes = [GinIndex(fields=["places"]), GinIndex(fields=["groups"]), models.Index(fields=["confirmed_on"])]

    KEPT = ("standing", "merged_into", "confirmed_on", "reminded_on", "is_demonstration", "created_at")

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return slugify(self.acronym or self.name)[:MAX_SLUG].strip("-") or "organisation"

    def get_absolute_url(self) -> str:
        return reverse("internationalisation:profile", args=[self.slug, self.pk])

    @property
    def is_public(self) -> bool:
        """The same rule as `public()`, of a row that is read already."""
        is_shown = self.standing in (Standing.ORDINARY, Standing.EMERGING)
        return self.live and is_shown and self.confirmed_on > localdate() - HIDDEN_AFTER

    def is_stale(self, today: date) -> bool:
        """Whether the profile was confirmed so long ago that readers are told."""
        return self.confirmed_on <= today - STALE_AFTER

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """The library looks for a country among the European ones alone; the database keeps all that are named."""
        made = super().from_serializable_data(data | {"country": None}, check_fks, strict_fks)
        if made is not None:
            made.country_id = data["country"]
        return made

    def with_content_json(self, content: Any) -> "ClusterOrganisation":
        """A revision as an object; what the portal knows stays as it is now."""
        revised: ClusterOrganisation = super().with_content_json(content)
        for name in self.KEPT:
            setattr(revised, name, getattr(self, name))
        return revised

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """What filters and counts ask for, from what is written."""
        self.places = ancestors_and_self(self.region_code) if self.region_code else [self.country_id]
        self.labels = sorted({certificate.label for certificate in self.certificates.all()}) if self._has_rows else []
        kinds = (self.members_sme, self.members_large, self.members_research, self.members_public, self.members_other)
        if None not in kinds:
            self.members_total = sum(filter(None, kinds))
        self.size_class = size_class_of(self.members_total)

    @property
    def _has_rows(self) -> bool:
        """Whether children may exist: of a stored row, or collected in memory."""
        return self.pk is not None or "certificates" in getattr(self, "_cluster_related_objects", {})
