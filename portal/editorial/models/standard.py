"""Standard pages, and the section pages whose introductions stand on the sections' landing pages."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.topic import Topic

SECTIONS = ("observatory", "excellence", "internationalisation", "emerging")


class StandardPage(PortalPage):
    """A page of words: about, legal notice, privacy, a section's further pages."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300, help_text=gettext_lazy("One sentence."))
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)

    template = "editorial/standard_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.SectionPage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["editorial.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)


class SectionPage(PortalPage):
    """A section's introduction. Its address is answered by the section's own landing page, which shows it.

    The slug is the section's first path segment; further pages of the section stand below it.
    """

    lead = models.CharField(gettext_lazy("lead"), max_length=300, help_text=gettext_lazy("One sentence."))
    introduction = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=gettext_lazy("topics"),
        blank=True,
        related_name="+",
        help_text=gettext_lazy("The section shows news, events and calls on these. None chosen: the latest of all."),
    )

    shared_fields: ClassVar[tuple[str, ...]] = ("topics",)
    template = "editorial/section_preview.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["editorial.StandardPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("introduction"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("introduction")]

    def check_slug(self, slug: str, parent: Page | None) -> None:
        """The one page type that stands where the portal answers itself."""
        if slug not in SECTIONS:
            raise ValidationError(
                _("A section page is the introduction of one of: %(sections)s.") % {"sections": ", ".join(SECTIONS)}
            )

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "body": self.introduction}
