"""The agenda of an event and what is left of it afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock


class SessionBlock(blocks.StructBlock):
    """One line of the agenda, in the time of the place."""

    day = blocks.DateBlock(
        label=gettext_lazy("Day"), required=False, help_text=gettext_lazy("Only where the event takes several days.")
    )
    start = blocks.TimeBlock(label=gettext_lazy("From"))
    end = blocks.TimeBlock(label=gettext_lazy("Until"), required=False)
    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=200)
    speaker = blocks.CharBlock(
        label=gettext_lazy("Speaker"), required=False, max_length=200, help_text=gettext_lazy("Name and role.")
    )
    text = blocks.TextBlock(label=gettext_lazy("What it is about"), required=False)

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        if cleaned["end"] and cleaned["end"] < cleaned["start"]:
            error = ValidationError(_("This part ends before it starts."))
            raise StructBlockValidationError(block_errors={"end": error})
        return cleaned

    class Meta:
        icon = "time"
        label = gettext_lazy("Part of the agenda")


class MaterialDocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=gettext_lazy("Document"))
    title = blocks.CharBlock(label=gettext_lazy("Title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Document")


class MaterialLinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=200)
    url = blocks.URLBlock(label=gettext_lazy("Address"))

    class Meta:
        icon = "link"
        label = gettext_lazy("Link")


def agenda_blocks() -> list[tuple[str, blocks.Block]]:
    return [("session", SessionBlock())]


def material_blocks() -> list[tuple[str, blocks.Block]]:
    return [("document", MaterialDocumentBlock()), ("link", MaterialLinkBlock())]
