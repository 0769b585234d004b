"""NACE Rev. 2 and the schemes that group its codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.foreign import label_in


class Industry(models.Model):
    """A NACE Rev. 2 activity or an aggregate (level 0). Codes as Eurostat writes them: C, C29, C291, TOTAL."""

    code = models.CharField(max_length=12, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "industries"

    def __str__(self) -> str:
        return self.code


class IndustryLabel(models.Model):
    """The official title and notes of an industry in one language."""

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=7)
    title = models.CharField(max_length=400)
    includes = models.TextField(blank=True)
    excludes = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["industry", "language"], name="one_label_a_language")]

    def __str__(self) -> str:
        return self.title


class Everything(models.Manager):
    """Drafts and public alike, for those who prepare schemes."""


class PublicSchemes(models.Manager["Scheme"]):
    """Schemes that visitors meet. Drafts are found by `Scheme.everything` alone, so that no page can show one."""

    def get_queryset(self) -> models.QuerySet["Scheme"]:
        return super().get_queryset().filter(state=Scheme.State.PUBLIC)


class PublicGroups(models.Manager["IndustryGroup"]):
    """Groups of public schemes."""

    def get_queryset(self) -> models.QuerySet["IndustryGroup"]:
        return super().get_queryset().filter(scheme__state=Scheme.State.PUBLIC)


class PublicMembers(models.Manager["GroupMember"]):
    """Weights in groups of public schemes."""

    def get_queryset(self) -> models.QuerySet["GroupMember"]:
        return super().get_queryset().filter(group__scheme__state=Scheme.State.PUBLIC)


class Scheme(models.Model):
    """A way to group industries: NACE divisions, industrial ecosystems, emerging industries.

    A draft is seen by those alone who prepare it; `made_by` says who made a scheme that is no part of the portal's own.
    """

    class Composition(models.TextChoices):
        OFFICIAL = "official", _("official")
        INDICATIVE = "indicative", _("indicative")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLIC = "public", _("public")

    code = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100)
    names = models.JSONField(default=dict, blank=True, help_text=_("The name in other languages, by language code."))
    description = models.TextField()
    source = models.CharField(max_length=300)
    composition = models.CharField(max_length=12, choices=Composition)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State, default=State.PUBLIC)
    made_by = models.CharField(max_length=200, blank=True)

    objects = PublicSchemes()
    everything = Everything()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name in a language, marked as English where there is none."""
        return label_in(self.names, self.name, language)


class IndustryGroup(models.Model):
    """A weighted set of industries. Local groups serve their own region and never earn stars."""

    class Market(models.TextChoices):
        TRADED = "traded", _("traded")
        LOCAL = "local", _("local")

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=400)
    names = models.JSONField(default=dict, blank=True, help_text=_("The name in other languages, by language code."))
    market = models.CharField(max_length=6, choices=Market, default=Market.TRADED)
    position = models.PositiveSmallIntegerField()

    objects = PublicGroups()
    everything = Everything()

    class Meta:
        ordering = ["scheme", "position"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="one_group_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def name_in(self, language: str) -> str:
        """The name in a language, marked as English where there is none."""
        return label_in(self.names, self.name, language)


class GroupMember(models.Model):
    """An industry's weight (0 < weight ≤ 1) in a group."""

    group = models.ForeignKey(IndustryGroup, on_delete=models.CASCADE, related_name="members")
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="memberships")
    weight = models.FloatField(default=1.0)

    objects = PublicMembers()
    everything = Everything()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "industry"], name="one_weight_a_member"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="weight_up_to_one"),
        ]

    def __str__(self) -> str:
        return f"{self.industry_id} × {self.weight}"
