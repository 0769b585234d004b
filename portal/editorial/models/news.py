"""News: an index and its items."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.json_ld import news_article
from portal.editorial.listing import Facets, MonthFacet, subject_facets
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.subject import SubjectManager, SubjectMixin, SubjectQuerySet
from portal.editorial.presenters import Item, news_item, subject_links
from portal.editorial.queries import get_subjects


def today() -> date:
    return timezone.localdate()


class NewsIndexPage(ListPage):
    """All news, newest first, narrowed by what they are about and by month."""

    template = "editorial/news_index_page.html"
    subpage_types: ClassVar[list[str]] = ["editorial.NewsPage"]
    facets = Facets((*subject_facets(), MonthFacet(name="month", label=lambda: _("Month"), field="date")))
    feed_name = "editorial:news-feed"

    def get_rows(self, language: str) -> "NewsQuerySet":
        return NewsPage.objects.shown(language)

    def present_row(self, row: "NewsPage") -> Item:
        return news_item(row)


class NewsQuerySet(SubjectQuerySet):
    def shown(self, language: str) -> "NewsQuerySet":
        """Live and public news that a reader of `language` meets, newest first."""
        readable = self.open_to_all().readable_in(language, settings.LANGUAGE_CODE)
        return readable.order_by("-date", "-pk")


class NewsPage(SubjectMixin, PortalPage):
    """One news item."""

    date = models.DateField(gettext_lazy("date"), default=today)
    summary = models.CharField(
        gettext_lazy("summary"), max_length=300, help_text=gettext_lazy("One or two sentences, shown in lists.")
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )
    hero_image = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hero_alt = models.CharField(
        gettext_lazy("alternative text"),
        max_length=250,
        blank=True,
        help_text=gettext_lazy("What the image shows, for readers who cannot see it."),
    )
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)

    objects = SubjectManager.from_queryset(NewsQuerySet)()

    template = "editorial/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt")], heading=gettext_lazy("Image")),
        FieldPanel("body"),
        SubjectMixin.subject_panel,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False

    def clean(self) -> None:
        super().clean()
        if self.hero_image_id and not self.hero_alt.strip():
            raise ValidationError({"hero_alt": _("Describe the image for readers who cannot see it.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "item": news_item(self),
            "links": subject_links(get_subjects(self)),
        }

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.summary, json_ld=news_article(self, request))
