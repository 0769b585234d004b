"""What editors fill in beside a film of ours."""

from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.editorial.languages import language_choices


class CaptionTrackBlock(blocks.StructBlock):
    """The words of a video in one language, as a WebVTT file."""

    language = blocks.ChoiceBlock(label=gettext_lazy("Language"), choices=language_choices)
    file = DocumentChooserBlock(label=gettext_lazy("WebVTT file (.vtt)"))

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Captions")
