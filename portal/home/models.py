"""The home page: hero and facts are written by editors, everything else is composed from what is live."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal.core.page import PageMeta
from portal.editorial.meta import page_meta
from portal.editorial.models import PortalPage
from portal.editorial.routing import find_page, learn
from portal.home.presenters import present_home
from portal.home.queries import get_home
from portal.home.search.models import IndexedKind, NothingFound, PromotedResult, SearchEntry, SearchWord, Synonyms

__all__ = ["HomePage", "IndexedKind", "NothingFound", "PromotedResult", "SearchEntry", "SearchWord", "Synonyms"]


class FactBlock(blocks.StructBlock):
    """One published fact on why clusters matter; a fact without a source is none."""

    value = blocks.CharBlock(label=gettext_lazy("Figure"), max_length=20, help_text=gettext_lazy("38%, 1.5 times …"))
    text = blocks.CharBlock(label=gettext_lazy("What it counts"), max_length=200)
    source = blocks.CharBlock(label=gettext_lazy("Source and year"), max_length=200)

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Fact")


class HomePage(PortalPage):
    """The root of one language's pages."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300)
    why_title = models.CharField(gettext_lazy("heading of the facts"), max_length=120, blank=True)
    why_text = models.TextField(gettext_lazy("what clusters are"), blank=True)
    facts = StreamField([("fact", FactBlock())], blank=True, max_num=4)

    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("why_title"),
        FieldPanel("why_text"),
        FieldPanel("facts"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("why_text")]

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        home = present_home(get_home())
        return {**context, "home": home, "release": home.release, "social_image": home.social_image}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A page that is not translated yet answers in the language it was written in."""
        if not path_components:
            learn(self)
            return super().route(request, path_components)
        page = find_page(self, path_components) or self._find_original(path_components)
        if page is None:
            raise Http404
        return RouteResult(page)

    def _find_original(self, path_components: list[str]) -> Page | None:
        """The page of the default language at the same path, for home pages of other languages."""
        original = self.get_translation_or_none(Locale.get_default())
        return find_page(original, path_components) if original and original.pk != self.pk else None
