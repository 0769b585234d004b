"""The index of the search, what editors add to it, and what readers did not find."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from portal.home.search.parsing import folded

ALL_LANGUAGES = ""


class SearchEntry(models.Model):
    """One result in one language; written by `portal.home.search.actions` alone."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=7)
    title = models.CharField(max_length=500)
    path = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    names = models.TextField(help_text="Title, other names and codes, folded: | oberbayern | de21 |")
    text = models.TextField(blank=True)
    dated = models.DateField(null=True)
    weight = models.FloatField(default=1)
    vector = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="one_entry_a_language")]
        indexes = [
            GinIndex(fields=["vector"], name="entries_by_word", fastupdate=False),
            GinIndex(OpClass("names", name="gin_trgm_ops"), name="entries_by_name", fastupdate=False),
            models.Index(fields=["language", "kind"], name="entries_by_language"),
        ]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"{self.title} ({self.kind}, {self.language})"


class SearchWord(models.Model):
    """A word of the index as it is written, without accents: what a misspelled word may have meant."""

    language = models.CharField(max_length=7)
    word = models.CharField(max_length=40)
    entries = models.PositiveIntegerField(help_text="Entries that hold it, about.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="one_word_a_language")]
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="words_like_a_word")]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"


class IndexedKind(models.Model):
    """What the entries of a kind were made from."""

    kind = models.CharField(max_length=20, primary_key=True)
    fingerprint = models.CharField(max_length=200)
    indexed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.kind


def language_choices() -> list[tuple[str, str]]:
    """Asked when a form is shown: a language more is no change of the database."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def language_field() -> models.CharField:
    return models.CharField(
        gettext_lazy("language"),
        max_length=7,
        blank=True,
        choices=language_choices,
        help_text=gettext_lazy("Empty: in every language."),
    )


class Synonyms(models.Model):
    """Words that mean the same to the search, and the codes they stand for."""

    words = models.TextField(
        gettext_lazy("words"),
        help_text=gettext_lazy("One a line. Whoever searches for one of them finds the others too."),
    )
    codes = models.CharField(
        gettext_lazy("codes"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Industry groups or regions that the words stand for, separated by commas: C29, DE21."),
    )
    language = language_field()

    class Meta:
        ordering = ["words"]
        verbose_name = gettext_lazy("synonyms")
        verbose_name_plural = gettext_lazy("synonyms")

    def __str__(self) -> str:
        return ", ".join([*self.words.split("\n"), *filter(None, [self.codes])]).replace("\r", "")

    def clean(self) -> None:
        super().clean()
        self.words = "\n".join(filter(None, (line.strip() for line in self.words.splitlines())))
        if "\n" not in self.words and not self.codes.strip():
            raise ValidationError({"words": _("One word alone has no synonym: add a second word, or a code.")})


class PromotedResultQuerySet(models.QuerySet["PromotedResult"]):
    def in_force(self, language: str, day: date) -> "PromotedResultQuerySet":
        """Results that editors promote in a language on a day, of pages that are live."""
        begun = Q(start__isnull=True) | Q(start__lte=day)
        lasting = Q(end__isnull=True) | Q(end__gte=day)
        shown = Q(page__isnull=True) | Q(page__live=True)
        return self.filter(begun, lasting, shown, language__in=(ALL_LANGUAGES, language))


class PromotedResult(models.Model):
    """A page or address that stands above the results of the words that editors name."""

    queries = models.TextField(
        gettext_lazy("searched words"),
        help_text=gettext_lazy("One search a line. Case, accents and hyphens do not matter."),
    )
    title = models.CharField(
        gettext_lazy("title"), max_length=200, blank=True, help_text=gettext_lazy("Empty: the title of the page.")
    )
    text = models.CharField(gettext_lazy("text"), max_length=300, blank=True)
    page = models.ForeignKey(
        Page, verbose_name=gettext_lazy("page"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.CharField(
        gettext_lazy("address"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("Instead of a page: /observatory/rankings/ or a whole address with https://."),
    )
    language = language_field()
    start = models.DateField(gettext_lazy("first day"), null=True, blank=True)
    end = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    folded = models.TextField(editable=False, help_text="The queries as they are compared: |first|second|")

    objects = PromotedResultQuerySet.as_manager()

    class Meta:
        ordering = ["queries"]
        verbose_name = gettext_lazy("promoted result")
        verbose_name_plural = gettext_lazy("promoted results")

    def __str__(self) -> str:
        return self.title or (self.page.title if self.page else self.address)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever saves it: the search compares the folded queries."""
        self.folded = "|".join(["", *filter(None, map(folded, self.queries.splitlines())), ""])
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if bool(self.page) == bool(self.address):
            raise ValidationError({"page": _("Choose a page or give an address: one of both.")})
        if self.address and not self.address.startswith(("/", "https://")):
            raise ValidationError({"address": _("An address starts with / or https://.")})
        if self.address and not self.title:
            raise ValidationError({"title": _("Give the address a title: readers see it.")})
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The last day lies before the first.")})


class NothingFound(models.Model):
    """A search without results, counted by day. Holds nothing of who searched, and is deleted after 90 days."""

    text = models.CharField(gettext_lazy("searched for"), max_length=100)
    language = models.CharField(gettext_lazy("language"), max_length=7)
    day = models.DateField(gettext_lazy("day"))
    count = models.PositiveIntegerField(gettext_lazy("searches"), default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "language", "day"], name="one_count_a_day")]
        indexes = [models.Index(fields=["day"], name="nothing_found_by_day")]
        ordering = ["-day", "-count"]

    def __str__(self) -> str:
        return f"{self.text} ({self.language}, {self.day})"
