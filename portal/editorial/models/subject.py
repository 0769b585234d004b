"""What news and events are about: places and industry groups, so that pages on these can list them."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager, PageQuerySet

from portal.core.panels import About
from portal.editorial.routing import restrictions_above
from portal.registry.models import IndustryGroup, Region

EUROSTAT_CODES = {"GR": "EL", "GB": "UK"}


def ancestors_and_self(code: str) -> list[str]:
    """`DE212` → DE, DE2, DE21, DE212: NUTS codes grow by one sign a level."""
    return [code[:length] for length in range(2, len(code) + 1)]


class SubjectQuerySet(PageQuerySet):
    """Pages about places and industry groups."""

    def about(self, subject: About) -> "SubjectQuerySet":
        """Pages that name the place, one around it or one inside it, or the industry group.

        A page that names both a place and a group belongs only where both fit.
        """
        place, group = self._place(subject), self._group(subject)
        if subject.region_codes and subject.group_code:
            return self.filter((place & (group | self._no_group())) | (group & Q(region_codes__len=0)))
        return self.filter(group if subject.group_code else place)

    @staticmethod
    def _place(subject: About) -> Q:
        around = {code for region in subject.region_codes for code in ancestors_and_self(region)}
        asked = {*around, *filter(None, [subject.country_code])}
        return Q(region_codes__overlap=sorted(asked)) | Q(places__overlap=list(subject.region_codes))

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


SubjectManager = PageManager.from_queryset(SubjectQuerySet)


class SubjectMixin(models.Model):
    """Adds the fields. `places` is derived: every region named and the ones around it."""

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

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["region_codes"]), GinIndex(fields=["places"])]

    def clean(self) -> None:
        super().clean()
        self.region_codes = [_plain(code) for code in self.region_codes]
        self.places = sorted({part for code in self.region_codes for part in ancestors_and_self(code)})
        unknown = _unknown(self.region_codes)
        if unknown:
            message = _("Not a region of today: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise ValidationError({"region_codes": forms.ValidationError(message)})


def _plain(code: str) -> str:
    code = code.strip().upper()
    return EUROSTAT_CODES.get(code[:2], code[:2]) + code[2:]


def _unknown(codes: list[str]) -> list[str]:
    known = set(Region.objects.current().filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return [code for code in codes if code not in known]
