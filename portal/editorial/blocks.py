"""What the body of a page may hold. Figures of the Observatory are chosen by code and checked when saved."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import StringSegmentValue

from observatory.blocks import (
    ClusterFigureBlock,
    HeadlineFigureBlock,
    MapBlock,
    RankingExcerptBlock,
    RegionComparisonBlock,
)
from portal.editorial.headings import first_fault
from portal.editorial.tables import table_of, texts_of, with_texts

TEXT = "text"
RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
FIGURES_A_KIND = 2  # each asks the database: a page stays within its twelve queries
BODY_LIMITS = {
    "headline_figure": {"max_num": FIGURES_A_KIND},
    "cluster_figure": {"max_num": FIGURES_A_KIND},
    "ranking": {"max_num": 1},
    "map": {"max_num": 1},
    "region_comparison": {"max_num": FIGURES_A_KIND},
}
ASKING = frozenset({"cluster_figure", "ranking", "map", "region_comparison"})
MOST_ASKING = 3  # figures of a page that ask the database, of whatever kind


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=gettext_lazy("Quote"))
    author = blocks.CharBlock(label=gettext_lazy("Who said it"), help_text=gettext_lazy("Name and role."))

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Quote")
        template = "editorial/blocks/quote.html"


class CaptionedImageBlock(blocks.StructBlock):
    """An image with alternative text (or marked as decorative; Wagtail's block asks for one of both)."""

    image = ImageBlock(label=gettext_lazy("Image"))
    caption = blocks.CharBlock(label=gettext_lazy("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=gettext_lazy("Credit"), required=False, max_length=150)

    class Meta:
        icon = "image"
        label = gettext_lazy("Image")
        template = "editorial/blocks/image.html"


class DataTableBlock(TableBlock):
    """A table whose first row is its head and which must have a caption."""

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        value = super().clean(value)
        if value and not value.get("table_caption"):
            raise ValidationError(_("Give the table a caption: it says what the table shows."))
        if value and not value.get("first_row_is_table_header"):
            raise ValidationError(_("Choose the first row as header: readers need the names of the columns."))
        return value

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """wagtail-localize does not know tables; figures need no translation."""
        return [StringSegmentValue(place, text) for place, text in texts_of(value or {})]

    def restore_translated_segments(self, value: dict[str, Any], segments: list[StringSegmentValue]) -> dict[str, Any]:
        return with_texts(value, {segment.path: segment.render_text() for segment in segments})

    def render(self, value: dict[str, Any], context: dict[str, Any] | None = None) -> SafeString:
        return render_to_string("editorial/blocks/table.html", {"table": table_of(value)})

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=gettext_lazy("Document"))
    title = blocks.CharBlock(label=gettext_lazy("Title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Document")
        template = "editorial/blocks/document.html"


class VideoBlock(blocks.StructBlock):
    """A video elsewhere. Nothing is loaded from there: the reader opens it after reading where it leads."""

    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=200)
    url = blocks.URLBlock(label=gettext_lazy("Address of the video"))
    summary = blocks.TextBlock(
        label=gettext_lazy("What it shows"), help_text=gettext_lazy("For readers who do not watch it.")
    )

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        if urlsplit(cleaned["url"]).scheme != "https":
            error = ValidationError(_("Use an address that starts with https://."))
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned

    def get_context(self, value: dict[str, Any], parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "host": urlsplit(value["url"]).hostname}

    class Meta:
        icon = "media"
        label = gettext_lazy("Video by consent")
        template = "editorial/blocks/video.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page. Its headings follow one another without a gap, from block to block."""

    def clean(self, value: blocks.StreamValue, **kwargs: Any) -> blocks.StreamValue:
        cleaned = super().clean(value, **kwargs)
        if sum(child.block_type in ASKING for child in cleaned) > MOST_ASKING:
            words = _("A page takes at most three clusters, rankings, maps and comparisons in all. Remove one.")
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(words)])
        texts = [child.value.source if child.block_type == TEXT else "" for child in cleaned]
        fault = first_fault(texts)
        if fault:
            place, words = fault
            raise blocks.StreamBlockValidationError(block_errors={place: ValidationError(words)})
        return cleaned


def body_blocks() -> BodyBlock:
    """The blocks of every body, in the order of the editor's menu."""
    return BodyBlock(
        [
            (TEXT, blocks.RichTextBlock(features=RICH_TEXT_FEATURES, template="editorial/blocks/text.html")),
            ("image", CaptionedImageBlock()),
            ("quote", QuoteBlock()),
            ("table", DataTableBlock()),
            ("document", DocumentBlock()),
            ("video", VideoBlock()),
            ("headline_figure", HeadlineFigureBlock(group=gettext_lazy("Observatory"))),
            ("cluster_figure", ClusterFigureBlock(group=gettext_lazy("Observatory"))),
            ("ranking", RankingExcerptBlock(group=gettext_lazy("Observatory"))),
            ("map", MapBlock(group=gettext_lazy("Observatory"))),
            ("region_comparison", RegionComparisonBlock(group=gettext_lazy("Observatory"))),
        ]
    )
