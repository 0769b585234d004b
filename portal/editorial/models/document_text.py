"""What stands in PDF files, page by page, so that readers find the page and not only the file."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction


def restrictions_above(path: str) -> Exists:
    """Whether the collection at the `path` of a row or one above it is restricted, as a part of a query."""
    asked = Cast(OuterRef(path), TextField())
    return Exists(
        CollectionViewRestriction.objects.annotate(asked=asked).filter(asked__startswith=F("collection__path"))
    )


class DocumentTextQuerySet(models.QuerySet):
    def closed(self) -> "DocumentTextQuerySet":
        """Texts of documents whose collection somebody restricts."""
        return self.filter(restrictions_above("document__collection__path"))


class DocumentText(models.Model):
    """What came of reading a file; `file_hash` says which version of it was read, in the language of its item."""

    class State(models.TextChoices):
        READ = "read", gettext_lazy("The text was read.")
        EMPTY = (
            "empty",
            gettext_lazy(
                "The file holds no text, only pictures of pages: neither search nor screen readers can read it. "
                "Upload a version with text."
            ),
        )
        ENCRYPTED = (
            "encrypted",
            gettext_lazy("The file asks for a password, so readers cannot open it. Upload it without password."),
        )
        BROKEN = "broken", gettext_lazy("The file is damaged and could not be read. Save it again and upload it.")
        TOO_LONG = (
            "too-long",
            gettext_lazy(
                "The file took too long to read: search finds only its first pages. Readers can open it as usual."
            ),
        )

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="text")
    file_hash = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices)
    pages = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=3, blank=True)  # whose stems its words were read with

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("text of a document")
        verbose_name_plural = gettext_lazy("texts of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.get_state_display()}"


class DocumentPageQuerySet(models.QuerySet):
    def open_to_all(self) -> "DocumentPageQuerySet":
        """Pages of documents whose collection nobody restricts."""
        return self.filter(~restrictions_above("text__document__collection__path"))


class DocumentPage(models.Model):
    """The text of one page of a file; `words` is how search reads it, without accents."""

    text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField()
    content = models.TextField()
    words = SearchVectorField()

    objects = DocumentPageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="document_page_once")]
        indexes = [GinIndex(fields=["words"])]
        verbose_name = gettext_lazy("page of a document")
        verbose_name_plural = gettext_lazy("pages of documents")

    def __str__(self) -> str:
        return f"{self.text_id}, {self.number}"
