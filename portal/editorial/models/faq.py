"""Questions that readers ask, with answers that can be linked to one by one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.faq import faq_json_ld
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage

ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
LONGEST_ANCHOR = 60


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=gettext_lazy("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=gettext_lazy("Answer"), features=ANSWER_FEATURES)
    anchor = blocks.CharBlock(
        label=gettext_lazy("Anchor"),
        required=False,
        max_length=LONGEST_ANCHOR,
        help_text=gettext_lazy("Where links to the question lead; made from it when empty. Later changes break links."),
    )

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """The anchor is made once, so that a reworded question keeps its address."""
        cleaned = super().clean(value)
        anchor = cleaned["anchor"] or slugify(cleaned["question"])[:LONGEST_ANCHOR].strip("-")
        if anchor != slugify(anchor) or not anchor:
            error = ValidationError(_("Use small letters, digits and hyphens, for example: how-stars-are-earned."))
            raise StructBlockValidationError(block_errors={"anchor": error})
        cleaned["anchor"] = anchor
        return cleaned

    class Meta:
        icon = "help"
        label = gettext_lazy("Question")


class QuestionGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=gettext_lazy("Questions"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Group of questions")


class FaqPage(PortalPage):
    """Groups of questions, each answer folded until it is asked for."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300, help_text=gettext_lazy("One sentence."))
    groups = StreamField([("group", QuestionGroupBlock())], blank=True)

    template = "editorial/faq_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.SectionPage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("groups")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("groups")]

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [question for group in self.groups for question in group.value["questions"]]

    def clean(self) -> None:
        super().clean()
        anchors = [question["anchor"] for question in self.questions]
        twice = sorted({anchor for anchor in anchors if anchor and anchors.count(anchor) > 1})
        if twice:
            message = _("Two questions have the same anchor: %(anchors)s.") % {"anchors": ", ".join(twice)}
            raise ValidationError({"groups": message})

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead, json_ld=faq_json_ld(self.questions))
