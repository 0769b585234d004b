"""The blocks of a home page, in the order of the editor's menu."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from observatory.blocks import HeadlineFigureBlock, RankingExcerptBlock, RegionComparisonBlock
from portal.editorial.blocks import RICH_TEXT_FEATURES

SECTIONS = [
    ("observatory", gettext_lazy("Observatory")),
    ("excellence", gettext_lazy("Excellence")),
    ("internationalisation", gettext_lazy("Internationalisation")),
    ("emerging", gettext_lazy("Emerging industries")),
]
SHOWN, MOST_SHOWN = 3, 6
TEXT_FEATURES = [each for each in RICH_TEXT_FEATURES if each != "h2"]  # the block's own heading is one


class TitledBlock(blocks.StructBlock):
    """`title` may stay empty: then the usual heading stands there, in every language."""

    title = blocks.CharBlock(label=gettext_lazy("Heading"), required=False, max_length=120)


class HeroBlock(blocks.StructBlock):
    """The band at the top: the page's lead, the search for a region, and a map or a picture."""

    show = blocks.ChoiceBlock(
        label=gettext_lazy("Beside the words"),
        choices=[
            ("map", gettext_lazy("Map of statistical clusters")),
            ("image", gettext_lazy("Image")),
            ("nothing", gettext_lazy("Nothing")),
        ],
        default="map",
    )
    image = ImageBlock(label=gettext_lazy("Image"), required=False)

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        if cleaned["show"] == "image" and not cleaned["image"]:
            error = ValidationError(_("Choose the image, or show the map."))
            raise StructBlockValidationError(block_errors={"image": error})
        return cleaned

    class Meta:
        icon = "desktop"
        label = gettext_lazy("Hero")


class FiguresBlock(TitledBlock):
    """Counts of the live release and the leading regions."""

    with_leading = blocks.BooleanBlock(
        label=gettext_lazy("With the table of leading regions"), required=False, default=True
    )

    class Meta:
        icon = "order"
        label = gettext_lazy("Headline figures")


class SectionsBlock(TitledBlock):
    sections = blocks.MultipleChoiceBlock(
        label=gettext_lazy("Sections"),
        choices=SECTIONS,
        required=False,
        help_text=gettext_lazy("None chosen: all four."),
    )

    class Meta:
        icon = "grip"
        label = gettext_lazy("Section cards")


class ListBlock(TitledBlock):
    count = blocks.IntegerBlock(label=gettext_lazy("Items"), default=SHOWN, min_value=1, max_value=MOST_SHOWN)


class NewsBlock(ListBlock):
    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Latest news")


class EventsBlock(ListBlock):
    class Meta:
        icon = "date"
        label = gettext_lazy("Next events")


class CallsBlock(ListBlock):
    class Meta:
        icon = "time"
        label = gettext_lazy("Next deadlines of calls")


class VideosBlock(ListBlock):
    class Meta:
        icon = "media"
        label = gettext_lazy("Latest videos")


class FeaturedBlock(blocks.StructBlock):
    """An initiative in a few words, and the way to it."""

    title = blocks.CharBlock(label=gettext_lazy("Name"), max_length=120)
    text = blocks.TextBlock(label=gettext_lazy("What it is"), max_length=500)
    image = ImageBlock(label=gettext_lazy("Image"), required=False)
    page = blocks.PageChooserBlock(label=gettext_lazy("Page"), required=False)
    url = blocks.URLBlock(label=gettext_lazy("Address elsewhere"), required=False)

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Choose either a page of the portal or an address elsewhere."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned

    class Meta:
        icon = "pick"
        label = gettext_lazy("Featured initiative")


class FactBlock(blocks.StructBlock):
    """One published fact on why clusters matter; a fact without a source is none."""

    value = blocks.CharBlock(label=gettext_lazy("Figure"), max_length=20, help_text=gettext_lazy("38%, 1.5 times …"))
    text = blocks.CharBlock(label=gettext_lazy("What it counts"), max_length=200)
    source = blocks.CharBlock(label=gettext_lazy("Source and year"), max_length=200)
    source_url = blocks.URLBlock(label=gettext_lazy("Address of the source"), required=False)

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Fact")


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=gettext_lazy("Words before the facts"), required=False, features=["bold", "link"])
    facts = blocks.ListBlock(FactBlock(), label=gettext_lazy("Facts"), max_num=8)

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Facts with their sources")


class PartnersBlock(TitledBlock):
    """Partners are kept as snippets."""

    class Meta:
        icon = "group"
        label = gettext_lazy("Partners")


class TextBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=gettext_lazy("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Text")


def home_blocks() -> list[tuple[str, blocks.Block]]:
    observatory = gettext_lazy("Observatory")
    return [
        ("hero", HeroBlock()),
        ("figures", FiguresBlock(group=observatory)),
        ("sections", SectionsBlock()),
        ("news", NewsBlock()),
        ("events", EventsBlock()),
        ("calls", CallsBlock()),
        ("videos", VideosBlock()),
        ("featured", FeaturedBlock()),
        ("facts", FactsBlock()),
        ("partners", PartnersBlock()),
        ("text", TextBlock()),
        ("headline_figure", HeadlineFigureBlock(group=observatory)),
        ("ranking", RankingExcerptBlock(group=observatory)),
        ("region_comparison", RegionComparisonBlock(group=observatory)),
    ]


# What asks the database stands once; texts may be many.
LIMITS = {
    **{name: {"max_num": 1} for name, _block in home_blocks() if name not in ("text", "facts")},
    "facts": {"max_num": 2},
    "text": {"max_num": 6},
}
