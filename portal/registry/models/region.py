"""Countries, NUTS regions of every version, their outlines and the changes between versions."""

from babel import Locale
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import reader_locale

CURRENT_NUTS = "2024"
OUTLINE_NUTS = "2021"


class NutsVersion(models.TextChoices):
    V2006 = "2006", "NUTS 2006"
    V2010 = "2010", "NUTS 2010"
    V2013 = "2013", "NUTS 2013"
    V2016 = "2016", "NUTS 2016"
    V2021 = "2021", "NUTS 2021"
    V2024 = "2024", "NUTS 2024"


class EuropeanCountries(models.Manager["Country"]):
    """Countries that figures and maps are about."""

    def get_queryset(self) -> models.QuerySet["Country"]:
        return super().get_queryset().filter(is_european=True)


class AllCountries(models.Manager["Country"]):
    """Those where cluster organisations may be too."""


class Country(models.Model):
    """A country under Eurostat's code (EL and UK, not GR and GB); outside Europe under its ISO code."""

    class Membership(models.TextChoices):
        EU27 = "eu27", _("EU-27")
        EFTA = "efta", _("EFTA")
        CANDIDATE = "candidate", _("Candidate country")
        OTHER = "other", _("Other country")

    code = models.CharField(max_length=2, primary_key=True)
    iso_code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=100)
    sort_key = models.BinaryField()
    protocol_order = models.PositiveSmallIntegerField()
    membership = models.CharField(max_length=10, choices=Membership)
    footnote = models.CharField(max_length=300, blank=True)
    is_european = models.BooleanField(default=True, help_text=_("Of the figures and maps of the Observatory."))

    objects = EuropeanCountries()
    everywhere = AllCountries()

    class Meta:
        ordering = ["protocol_order"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the language of the request; a designation with a footnote keeps its asterisk."""
        locale = Locale.parse(reader_locale())
        if locale.language == "en":
            return self.name
        return locale.territories.get(self.iso_code, self.name).rstrip("*") + ("*" if self.footnote else "")


class RegionQuerySet(models.QuerySet["Region"]):
    def of_version(self, version: str) -> "RegionQuerySet":
        return self.filter(version=version)

    def current(self) -> "RegionQuerySet":
        """Regions that a visitor meets: those of the NUTS version in force."""
        return self.of_version(CURRENT_NUTS)


class Region(models.Model):
    """A territorial unit of one NUTS version; `code` and `version` together name it."""

    code = models.CharField(max_length=5)
    version = models.CharField(max_length=4, choices=NutsVersion)
    level = models.PositiveSmallIntegerField()
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    name_native = models.CharField(max_length=200)
    name_latin = models.CharField(max_length=200)
    sort_key = models.BinaryField()
    search_key = models.CharField(max_length=500, help_text=_("Names folded to plain lower-case letters."))
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    is_extra_regio = models.BooleanField(default=False)
    is_mountain = models.BooleanField(null=True)
    is_urban = models.BooleanField(null=True)
    is_coastal = models.BooleanField(null=True)
    valid_from = models.PositiveSmallIntegerField()
    valid_to = models.PositiveSmallIntegerField(null=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="region_code_version"),
            models.CheckConstraint(condition=models.Q(level__range=(0, 3)), name="region_level_0_to_3"),
        ]
        indexes = [models.Index(fields=["code"]), models.Index(fields=["search_key"])]

    def __str__(self) -> str:
        return f"{self.name_latin} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("observatory:region", args=[self.code])


class Outline(models.Model):
    """A region's polygon on the map of Europe, ready to draw.

    Coordinates are whole map units of the canvas in `portal.registry.canvas` (ETRS89-LAEA, far regions moved
    into their insets), y downwards. `detail` is the simplification tolerance in metres.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="outlines")
    detail = models.PositiveIntegerField(help_text=_("Tolerance of the simplification in metres."))
    path = models.TextField(help_text=_("The d attribute of an SVG path."))
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    inset = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "detail"], name="one_outline_a_detail"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} at {self.detail} m"


class Backdrop(models.Model):
    """Land around the mapped regions, and the stronger lines between countries, as one path each."""

    class Kind(models.TextChoices):
        NEIGHBOURS = "neighbours", _("Neighbouring countries")
        BORDERS = "borders", _("Borders between countries")
        INSETS = "insets", _("Frames of the insets")

    kind = models.CharField(max_length=12, choices=Kind)
    version = models.CharField(max_length=4, choices=NutsVersion)
    detail = models.PositiveIntegerField()
    path = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version", "detail"], name="one_backdrop_a_detail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} at {self.detail} m"


class RegionChange(models.Model):
    """What became of a region from one NUTS version to the next, and how its figures convert."""

    class Kind(models.TextChoices):
        RECODED = "recoded", _("Recoded")
        MERGED = "merged", _("Merged")
        SPLIT = "split", _("Split")
        BOUNDARY_SHIFT = "boundary-shift", _("Boundary shift")

    from_version = models.CharField(max_length=4, choices=NutsVersion)
    to_version = models.CharField(max_length=4, choices=NutsVersion)
    old_code = models.CharField(max_length=5)
    new_code = models.CharField(max_length=5)
    kind = models.CharField(max_length=16, choices=Kind)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_version", "to_version", "old_code", "new_code"], name="one_change_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} → {self.new_code} ({self.to_version})"


class Postcode(models.Model):
    """A postcode and its NUTS 3 region of the version in force."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE)
    # Collation C: the unique index then serves searches by the beginning too.
    postcode = models.CharField(max_length=12, db_collation="C", help_text=_("Letters and digits only, upper case."))
    region_code = models.CharField(max_length=5)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["postcode", "country"], name="one_region_a_postcode")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.postcode}"


class ReferencePart(models.Model):
    """A part of the reference data that stands, and the fingerprint of what it was loaded from."""

    name = models.CharField(max_length=60, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    summary = models.CharField(max_length=300)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.summary}"
