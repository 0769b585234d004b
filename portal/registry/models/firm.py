"""Firms: enterprises and establishments, whose members they are, and their yearly figures."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from portal.registry.models.organisation import ClusterOrganisation
from portal.registry.models.region import Country, NutsVersion

FIGURES_NUTS = "2013"  # the NUTS version of the latest year of the published release
COUNTRY_LENGTH = 2
WORDS = SearchVector("name", "town", config="simple")
NO_QUOTES = str.maketrans("'\\", "  ")  # a query of PostgreSQL stands in them


class FirmQuerySet(models.QuerySet["Firm"]):
    def public(self) -> "FirmQuerySet":
        """What everybody may see: firms that are or were members of a public organisation. Figures are another rule."""
        links = FirmMembership.objects.filter(
            firm=OuterRef("pk"), organisation__in=ClusterOrganisation.objects.public()
        )
        return self.filter(Exists(links))

    def real(self) -> "FirmQuerySet":
        """Without demonstration rows: what counts count."""
        return self.filter(is_demonstration=False)

    def with_words(self, text: str) -> "FirmQuerySet":
        """Those that have every word, or a word that begins so, in name or town."""
        words = [f"'{word}':*" for word in text.translate(NO_QUOTES).split()]
        wanted = SearchQuery(" & ".join(words), search_type="raw", config="simple")
        return self.annotate(words=WORDS).filter(words=wanted)

    def in_places(self, codes: Iterable[str]) -> "FirmQuerySet":
        """Those in any of these regions of today, or countries."""
        inside = Q()
        for code in codes:
            inside |= Q(country_id=code) if len(code) == COUNTRY_LENGTH else Q(region_code__startswith=code)
        return self.filter(inside) if inside else self.none()

    def active_in(self, industries: Iterable[str]) -> "FirmQuerySet":
        """Those whose main activity is one of these NACE codes, or a finer one."""
        active = Q()
        for code in industries:
            active |= Q(nace__startswith=code)
        return self.filter(active) if active else self.none()


class Firm(models.Model):
    """An enterprise or establishment.

    `region_code` is a NUTS 3 code of the version in force, `figures_code` of the version that the release's figures
    have; codes of NUTS and NACE begin with those around them, so that the beginning of a code finds a whole branch.
    What moves or sits on paper only (operators of aircraft) has its kind and stands in no region.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("Enterprise")
        ESTABLISHMENT = "establishment", _("Establishment")
        AIRCRAFT_OPERATOR = "aircraft-operator", _("Aircraft operator")

    class Size(models.TextChoices):
        """Classes of Recommendation 2003/361/EC."""

        MICRO = "micro", _("micro (fewer than 10 persons)")
        SMALL = "small", _("small (10 to 49 persons)")
        MEDIUM = "medium", _("medium-sized (50 to 249 persons)")
        LARGE = "large", _("large (250 persons or more)")

    class Placed(models.TextChoices):
        """What the region was found by."""

        POSITION = "position", _("position")
        SHORE = "shore", _("position near the shore")
        POSTCODE = "postcode", _("postcode")
        FILE = "file", _("the file's own code")
        NOWHERE = "", _("not found")

    name = models.CharField(_("legal name"), max_length=300)
    establishment = models.CharField(_("establishment"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ENTERPRISE)
    register = models.CharField(_("register"), max_length=100, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=80, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country"))
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=30, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    # Collation C: the beginning of a code is then found by the plain index.
    region_code = models.CharField(_("region (NUTS code)"), max_length=5, blank=True, db_collation="C")
    placed_by = models.CharField(_("region found by"), max_length=8, choices=Placed, default=Placed.NOWHERE, blank=True)
    figures_code = models.CharField(max_length=5, blank=True, db_collation="C")
    figures_version = models.CharField(max_length=4, choices=NutsVersion, default=FIGURES_NUTS)
    nace = models.CharField(_("main activity (NACE Rev. 2)"), max_length=5, blank=True, db_collation="C")
    further_nace = models.CharField(_("further activities (NACE Rev. 2)"), max_length=120, blank=True)
    size_class = models.CharField(_("size"), max_length=6, choices=Size, blank=True)
    year_founded = models.PositiveSmallIntegerField(_("year founded"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    source = models.SlugField(_("source"), max_length=40, blank=True, db_index=False)
    source_key = models.CharField(_("number at the source"), max_length=60, blank=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="one_firm_a_number_of_a_source"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="firm_position_whole",
            ),
        ]
        indexes = [
            GinIndex(WORDS, name="firms_by_word"),
            models.Index(fields=["region_code", "nace"], name="firms_by_region"),
            models.Index(fields=["nace"], name="firms_by_activity"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def further_industries(self) -> tuple[str, ...]:
        return tuple(self.further_nace.split())


class FirmMembershipQuerySet(models.QuerySet["FirmMembership"]):
    def current(self) -> "FirmMembershipQuerySet":
        """Those that have not ended."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=localdate()))


class FirmMembership(models.Model):
    """A firm is, or was, a member of a cluster organisation; without a first day it is not known since when."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="firm_memberships")
    joined_on = models.DateField(_("member from"), null=True, blank=True)
    left_on = models.DateField(_("member to"), null=True, blank=True)

    objects = FirmMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "firm", "joined_on"], nulls_distinct=False, name="one_membership_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="member_from_before_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_id} in {self.organisation_id}"


class FirmYearQuerySet(models.QuerySet["FirmYear"]):
    def public_figures(self) -> "FirmYearQuerySet":
        """The one place of the rule: figures of a single firm are public where an organisation of which it is a member
        confirmed that they are, and is public itself."""
        memberships = FirmMembership.objects.current().filter(
            firm=OuterRef("firm_id"), organisation=OuterRef("confirmed_by_organisation")
        )
        public = ClusterOrganisation.objects.public()
        return self.filter(Exists(memberships), confirmed_at__isnull=False, confirmed_by_organisation__in=public)


class FirmYear(models.Model):
    """Figures of one firm and year, kept for panels. Nobody sees them unless `public_figures` says so."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1950), MaxValueValidator(2100)])
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    turnover_eur = models.BigIntegerField(_("turnover (EUR)"), null=True, blank=True)
    patents = models.PositiveIntegerField(_("patents"), null=True, blank=True)
    trademarks = models.PositiveIntegerField(_("trademarks"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=100)
    confirmed_by_organisation = models.ForeignKey(
        ClusterOrganisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = FirmYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["firm", "year", "source"], name="one_row_a_year_and_source")]

    def __str__(self) -> str:
        return f"{self.firm_id} in {self.year}"
