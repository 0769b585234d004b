"""What pages are about: topics, places, industry groups and statistical clusters, so that pages on these list them."""

from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet

from portal.core.panels import About
from portal.editorial.models.topic import Topic
from portal.editorial.routing import restrictions_above
from portal.registry.codes import ancestors_and_self
from portal.registry.models import Country, IndustryGroup, Region

EUROSTAT_CODES = {"GR": "EL", "GB": "UK"}


class SubjectQuerySet(PageQuerySet):
    """Pages about places and industry groups."""

    def about(self, subject: About) -> "SubjectQuerySet":
        """Pages that name the place, one around it or one inside it, or the industry group.

        A page that names both a place and a group belongs only where both fit.
        """
        place, group = self._place(subject), self._group(subject)
        if subject.region_codes and subject.group_code:
            keys = [cluster_key(code, subject.scheme, subject.group_code) for code in subject.region_codes]
            nowhere = Q(region_codes__len=0, countries__len=0)
            return self.filter((place & (group | self._no_group())) | (group & nowhere) | Q(clusters__overlap=keys))
        return self.filter(group if subject.group_code else place)

    @staticmethod
    def _place(subject: About) -> Q:
        around = {code for region in subject.region_codes for code in ancestors_and_self(region)}
        asked = {*around, *filter(None, [subject.country_code])}
        named = Q(region_codes__overlap=sorted(asked)) | Q(countries__overlap=sorted(asked))
        return named | Q(places__overlap=list(subject.region_codes))

    def _group(self, subject: About) -> Q:
        groups = IndustryGroup.objects.filter(scheme=subject.scheme, code=subject.group_code)
        return Q(pk__in=self.model.objects.filter(industry_groups__in=groups).values("pk"))

    def _no_group(self) -> Q:
        return ~Q(pk__in=self.model.objects.filter(industry_groups__isnull=False).values("pk"))

    def open_to_all(self) -> "SubjectQuerySet":
        """Live pages that nothing above them restricts. Wagtail's `public()` says the same with a second query."""
        return self.live().filter(~restrictions_above())

    def readable_in(self, language: str, default: str) -> "SubjectQuerySet":
        """Pages in `language`, and in the `default` language those that are not translated."""
        own = Q(locale__language_code=language)
        if language == default:
            return self.filter(own)
        translated = self.model.objects.live().filter(own).values("translation_key")
        return self.filter(own | (Q(locale__language_code=default) & ~Q(translation_key__in=translated)))


class CountriesField(ArrayField):
    """Codes of countries, chosen by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.CharField(max_length=2))
        kwargs.setdefault("verbose_name", gettext_lazy("countries"))
        kwargs.setdefault("help_text", gettext_lazy("Hold Ctrl (or Cmd) to choose several."))
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=country_choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text
        )


def country_choices() -> list[tuple[str, str]]:
    """Code and name of every country of the registry, in protocol order."""
    return [(country.code, country.local_name) for country in Country.objects.all()]


SubjectManager = PageManager.from_queryset(SubjectQuerySet)


class SubjectMixin(models.Model):
    """Adds the fields. `places` is derived: countries, regions and clusters named, and the regions around them."""

    topics = ParentalManyToManyField(
        Topic,
        verbose_name=gettext_lazy("topics"),
        blank=True,
        related_name="+",
    )
    countries = CountriesField()
    region_codes = ArrayField(
        models.CharField(max_length=5),
        verbose_name=gettext_lazy("regions"),
        default=list,
        blank=True,
        help_text=gettext_lazy("NUTS codes of today, separated by commas: DE21, FRK2. A country is its two letters."),
    )
    places = ArrayField(models.CharField(max_length=5), default=list, blank=True, editable=False)
    industry_groups = ParentalManyToManyField(
        IndustryGroup,
        verbose_name=gettext_lazy("industry groups"),
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Hold Ctrl (or Cmd) to choose several."),
    )

    clusters = ArrayField(
        models.CharField(max_length=60),
        verbose_name=gettext_lazy("statistical clusters"),
        default=list,
        blank=True,
        help_text=gettext_lazy(
            "Region, scheme and group as in the address of the cluster's page, separated by commas: DE21/nace/C29."
        ),
    )

    subject_panel = MultiFieldPanel(
        [
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("countries"),
            FieldPanel("region_codes"),
            FieldPanel("industry_groups"),
            FieldPanel("clusters"),
        ],
        heading=gettext_lazy("What it is about"),
    )
    # What pages in other languages share with the original, for page translation.
    shared_fields: ClassVar[tuple[str, ...]] = (
        "topics", "countries", "region_codes", "industry_groups", "clusters",
    )  # fmt: skip

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["region_codes"]), GinIndex(fields=["places"])]

    def clean(self) -> None:
        super().clean()
        self.region_codes = [_plain(code) for code in self.region_codes]
        self.clusters = [_plain_cluster(key) for key in self.clusters]
        regions = [*self.region_codes, *(key.partition("/")[0] for key in self.clusters)]
        self.places = sorted({*self.countries, *(part for code in regions for part in ancestors_and_self(code))})
        unknown = _unknown(self.region_codes)
        if unknown:
            message = _("Not a region of today: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise ValidationError({"region_codes": forms.ValidationError(message)})
        wrong = [key for key in self.clusters if not _is_cluster(key)]
        if wrong:
            message = _("Not a region of today with an industry group: %(keys)s.") % {"keys": ", ".join(wrong)}
            raise ValidationError({"clusters": forms.ValidationError(message)})


def cluster_key(region_code: str, scheme: str, group_code: str) -> str:
    """How a page names a statistical cluster: `DE21/nace/C29`, as in the address of its page."""
    return f"{region_code}/{scheme}/{group_code}"


def _plain_cluster(key: str) -> str:
    region, _slash, group = key.strip().partition("/")
    return f"{_plain(region)}/{group}"


def _is_cluster(key: str) -> bool:
    region, scheme, group = (*key.split("/"), "", "")[:3]
    known = Region.objects.current().filter(code=region, level__gt=0)
    return known.exists() and IndustryGroup.objects.filter(scheme=scheme, code=group).exists()


def _plain(code: str) -> str:
    code = code.strip().upper()
    return EUROSTAT_CODES.get(code[:2], code[:2]) + code[2:]


def _unknown(codes: list[str]) -> list[str]:
    known = set(Region.objects.current().filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return [code for code in codes if code not in known]
