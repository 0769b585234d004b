"""The library: reports, guides, policy documents and legal texts, as files or where their publishers have them."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.languages import language_choices
from portal.editorial.library.facets import FIRST_YEAR, LAST_YEAR, WordsFacet, YearFacet
from portal.editorial.library.finding import Found, find, passages
from portal.editorial.library.json_ld import creative_work
from portal.editorial.library.kinds import Kind
from portal.editorial.library.panels import DocumentTextPanel
from portal.editorial.library.presenters import library_row, present_item
from portal.editorial.listing import ChoiceFacet, CodesFacet, Facets, NamedFacet, subject_facets
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.collection import LibraryCollection
from portal.editorial.models.document_text import DocumentPage
from portal.editorial.models.subject import SubjectManager, SubjectMixin, SubjectQuerySet
from portal.editorial.presenters import subject_links
from portal.editorial.queries import get_subjects

WORDS = "q"
SEARCHED_LETTERS = 500_000


class LanguagesField(ArrayField):
    """Codes of languages, chosen by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.CharField(max_length=3))
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=language_choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text
        )


class LibraryQuerySet(SubjectQuerySet):
    def shown(self, language: str) -> "LibraryQuerySet":
        """Live and public items that a reader of `language` meets, the latest year first."""
        readable = self.open_to_all().readable_in(language, settings.LANGUAGE_CODE)
        return readable.order_by("-year", "-first_published_at", "-pk")


def library_facets(found: Found | None = None) -> Facets:
    """Words, type, year, subjects, language and collection; `found` is what was found for the words already."""
    return Facets(
        (
            WordsFacet(name=WORDS, label=lambda: _("Words"), found=found),
            ChoiceFacet(name="kind", label=lambda: _("Type"), field="kind", choices=lambda: Kind.choices),
            YearFacet(name="year", label=lambda: _("Year")),
            *subject_facets(),
            CodesFacet(
                name="language",
                label=lambda: _("Language of the file"),
                field="file_languages",
                choices=language_choices,
            ),
            NamedFacet(
                name="collection",
                label=lambda: _("Collection"),
                relation="collection",
                model=LibraryCollection,
            ),
        )
    )


class LibraryIndexPage(ListPage):
    """All items, narrowed by what they are, what they are about and what stands in them."""

    template = "editorial/library/index.html"
    subpage_types: ClassVar[list[str]] = ["editorial.LibraryItemPage"]
    facets = library_facets()
    feed_name = "editorial:library-feed"

    def get_rows(self, language: str) -> LibraryQuerySet:
        return LibraryItemPage.objects.shown(language).select_related("document")

    def present_row(self, row: "LibraryItemPage") -> "LibraryItemPage":
        """Rows are presented together: where their files hold the words is one question for all."""
        return row

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """2 queries more where words are looked for."""
        asked = self.facets.parse(request.GET).get(WORDS)
        if asked:
            rows = self.get_rows(get_language() or settings.LANGUAGE_CODE)
            self.facets = library_facets(find(rows, asked))  # type: ignore[misc] (of this request's page only)
        context = super().get_context(request, *args, **kwargs)
        words, items = context["narrowed"].get(WORDS), context["rows"]
        found = passages([item.document_id for item in items if item.document_id], words) if words else {}
        rows = [library_row(item, found.get(item.document_id)) for item in items]
        kept = [pair for pair in context["narrowed"].pairs if pair[0] != WORDS]
        clear = context["narrowed"].without(WORDS).address(context["page"].canonical_path)
        return {**context, "rows": rows, "words": words, "kept": kept, "clear_words": clear}


class LibraryItemPage(SubjectMixin, PortalPage):
    """One document, as a file of ours or a link to where its publisher has it."""

    kind = models.CharField(gettext_lazy("type"), max_length=20, choices=Kind.choices, default=Kind.REPORT)
    year = models.PositiveSmallIntegerField(
        gettext_lazy("year of publication"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    publisher = models.CharField(gettext_lazy("publisher"), max_length=200)
    authors = models.CharField(
        gettext_lazy("authors"), max_length=300, blank=True, help_text=gettext_lazy("Separated by semicolons.")
    )
    identifier = models.CharField(
        gettext_lazy("reference number"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("As the publisher writes it: COM(2014) 14 final, an ISBN or a DOI."),
    )
    file_languages = LanguagesField(
        verbose_name=gettext_lazy("languages of the file"),
        help_text=gettext_lazy("Hold Ctrl (or Cmd) to choose several."),
    )
    abstract = models.TextField(
        gettext_lazy("abstract"), max_length=2000, help_text=gettext_lazy("What it is about and what it finds.")
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=gettext_lazy("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="library_items",
    )
    link = models.URLField(
        gettext_lazy("link"), blank=True, help_text=gettext_lazy("Where the publisher has the document.")
    )
    collection = models.ForeignKey(
        LibraryCollection,
        verbose_name=gettext_lazy("collection"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="items",
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )

    objects = SubjectManager.from_queryset(LibraryQuerySet)()

    template = "editorial/library/item.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    shared_fields: ClassVar[tuple[str, ...]] = (
        "kind", "year", "publisher", "authors", "identifier", "file_languages", "document", "link", "collection",
        "is_sample",
    )  # fmt: skip
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("year"), FieldPanel("publisher"), FieldPanel("authors"),
             FieldPanel("identifier")],
            heading=gettext_lazy("What it is"),
        ),
        FieldPanel("abstract"),
        MultiFieldPanel(
            [FieldPanel("document"), DocumentTextPanel(), FieldPanel("link"), FieldPanel("file_languages")],
            heading=gettext_lazy("File or link"),
        ),
        FieldPanel("collection"),
        SubjectMixin.subject_panel,
        FieldPanel("is_sample"),
    ]  # fmt: skip
    search_fields = [
        *Page.search_fields,
        index.SearchField("abstract"),
        index.SearchField("publisher"),
        index.SearchField("identifier"),
        index.SearchField("file_text"),
        index.FilterField("year"),
        index.FilterField("kind"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False

    def clean(self) -> None:
        super().clean()
        if not self.document_id and not self.link:
            raise ValidationError({"document": _("Choose a file or give a link.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "item": present_item(self, context["page"].breadcrumbs[-2].url if context["page"].breadcrumbs else ""),
            "links": subject_links(get_subjects(self)),
        }

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, json_ld=creative_work(self))

    def file_text(self) -> str:
        """What stands in the file, for the site's search; nothing of a file that not everybody may open. 1 query."""
        if not self.document_id:
            return ""
        pages = DocumentPage.objects.open_to_all().filter(text=self.document_id)
        return "\n".join(pages.values_list("content", flat=True))[:SEARCHED_LETTERS]
