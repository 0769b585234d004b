"""Cluster policy of a country, as editors keep it: facts that all languages share, and texts in each language.

A country without an entry is not a country without a policy: nothing here stands for "no" but the answer "no".
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext, gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField

from portal.registry.models import Country

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class Known(models.TextChoices):
    """An answer; what nobody has found out is never a no."""

    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    UNKNOWN = "unknown", gettext_lazy("Not known")


class Budget(models.TextChoices):
    """Public money for cluster programmes in a year, in classes that can be compared."""

    NONE = "none", gettext_lazy("No money of its own")
    UNDER_1 = "under-1", gettext_lazy("Under EUR 1 million")
    TO_10 = "1-10", gettext_lazy("EUR 1 to 10 million")
    TO_50 = "10-50", gettext_lazy("EUR 10 to 50 million")
    OVER_50 = "over-50", gettext_lazy("EUR 50 million and more")
    UNKNOWN = "unknown", gettext_lazy("Not known")


class Money(models.TextChoices):
    TOTAL = "total", gettext_lazy("EUR million in all")
    YEARLY = "yearly", gettext_lazy("EUR million a year")


class ProgrammeBlock(blocks.StructBlock):
    """A programme with its years and its money, each with a source to read it in."""

    name = blocks.CharBlock(label=gettext_lazy("Name"), max_length=200)
    text = blocks.TextBlock(label=gettext_lazy("What it pays for"), required=False)
    first_year = blocks.IntegerBlock(label=gettext_lazy("First year"), required=False, min_value=1950, max_value=2100)
    last_year = blocks.IntegerBlock(
        label=gettext_lazy("Last year"),
        required=False,
        min_value=1950,
        max_value=2100,
        help_text=gettext_lazy("Empty while it runs."),
    )
    budget = blocks.DecimalBlock(label=gettext_lazy("Budget"), required=False, min_value=0, decimal_places=3)
    unit = blocks.ChoiceBlock(label=gettext_lazy("Unit of the budget"), choices=Money.choices, required=False)
    source = blocks.URLBlock(label=gettext_lazy("Source"), help_text=gettext_lazy("Where readers can check it."))

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        errors = {}
        first, last = cleaned["first_year"], cleaned["last_year"]
        if first and last and last < first:
            errors["last_year"] = ValidationError(gettext("The programme ends before it starts."))
        if (cleaned["budget"] is None) != (not cleaned["unit"]):
            errors["unit"] = ValidationError(gettext("A budget needs its unit, and a unit its budget."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "calendar-alt"
        label = gettext_lazy("Programme")


class BodyBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=gettext_lazy("Name"), max_length=200)
    role = blocks.CharBlock(label=gettext_lazy("What it is responsible for"), max_length=300, required=False)
    url = blocks.URLBlock(label=gettext_lazy("Website"), required=False)

    class Meta:
        icon = "group"
        label = gettext_lazy("Responsible body")


class StrategyBlock(blocks.StructBlock):
    """A strategy as a link or as a document of the portal: one of both."""

    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=250)
    year = blocks.IntegerBlock(label=gettext_lazy("Year"), required=False, min_value=1950, max_value=2100)
    url = blocks.URLBlock(label=gettext_lazy("Link"), required=False)
    document = DocumentChooserBlock(label=gettext_lazy("Document"), required=False)

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        if bool(cleaned["url"]) == bool(cleaned["document"]):
            error = ValidationError(gettext("Give a link or choose a document, one of both."))
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Strategy document")


class CountryPolicyQuerySet(models.QuerySet["CountryPolicy"]):
    def live(self) -> "CountryPolicyQuerySet":
        return self.filter(live=True)

    def first_in(self, *languages: str) -> "CountryPolicyQuerySet":
        """Of each country the one entry in the first of `languages` that it has, else in any other."""
        rank = Case(
            *(When(locale__language_code=code, then=Value(place)) for place, code in enumerate(languages)),
            default=Value(len(languages)),
            output_field=IntegerField(),
        )
        return self.annotate(place=rank).order_by("country_id", "place", "pk").distinct("country_id")


def _answer(label: Any, help_text: Any = "") -> models.CharField:
    return models.CharField(label, max_length=10, choices=Known, default=Known.UNKNOWN, help_text=help_text)


class CountryPolicy(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """The entry of one country in one language. Facts are those of the default language, see `queries.policy`."""

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("country")
    )
    overview = RichTextField(gettext_lazy("overview"), features=TEXT_FEATURES, blank=True)
    policy = _answer(gettext_lazy("dedicated cluster policy"))
    programme = _answer(gettext_lazy("national cluster programme"))
    evaluation = _answer(gettext_lazy("published evaluation"))
    label = _answer(
        gettext_lazy("excellence label tied to funding"),
        gettext_lazy("Whether a quality label of a cluster organisation opens the way to public money."),
    )
    budget = models.CharField(
        gettext_lazy("public money for cluster programmes, a year"),
        max_length=10,
        choices=Budget,
        default=Budget.UNKNOWN,
    )
    programmes = StreamField([("programme", ProgrammeBlock())], blank=True, verbose_name=gettext_lazy("programmes"))
    bodies = StreamField([("body", BodyBlock())], blank=True, verbose_name=gettext_lazy("responsible bodies"))
    strategies = StreamField([("strategy", StrategyBlock())], blank=True, verbose_name=gettext_lazy("strategies"))
    contact_name = models.CharField(gettext_lazy("contact"), max_length=200, blank=True)
    contact_email = models.EmailField(gettext_lazy("e-mail address of the contact"), blank=True)
    contact_url = models.URLField(gettext_lazy("web page of the contact"), blank=True)
    validated_on = models.DateField(
        gettext_lazy("last validated on"),
        null=True,
        blank=True,
        help_text=gettext_lazy("When somebody responsible last confirmed every statement; empty: never."),
    )
    responsible = models.CharField(
        gettext_lazy("who is responsible"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Who confirms this entry: an office, not a private person."),
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )

    objects = CountryPolicyQuerySet.as_manager()

    # Shared by all languages: translators meet the texts alone.
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField(name)
        for name in (
            "country", "policy", "programme", "evaluation", "label", "budget", "contact_name", "contact_email",
            "contact_url", "validated_on", "responsible", "is_sample",
        )
    ]  # fmt: skip

    class Meta(TranslatableMixin.Meta):
        ordering = ["country"]
        verbose_name = gettext_lazy("country's cluster policy")
        verbose_name_plural = gettext_lazy("cluster policies of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "locale"],
                name="one_policy_a_country_and_language",
                violation_error_message=gettext_lazy("This country has an entry in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.country.name

    def get_absolute_url(self) -> str:
        return reverse("observatory:policy-country", args=[self.country_id])

    def clean(self) -> None:
        """Forms leave the language out, and with it Django's own check of the constraint."""
        super().clean()
        twins = CountryPolicy.objects.filter(country=self.country_id, locale=self.locale_id).exclude(pk=self.pk)
        if self.country_id and self.locale_id and twins.exists():
            raise ValidationError({"country": gettext("This country has an entry in this language already.")})
        if self.validated_on and not self.responsible.strip():
            raise ValidationError({"responsible": gettext("Say who validated the entry.")})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The country's page from what stands in the form. The view stands above the models, so it is named."""
        response: HttpResponse = import_string("observatory.views.policy.preview")(request, self)
        return response
