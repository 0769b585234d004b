"""The home page: editors put its blocks in order, most of which show what is live."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal.core.page import PageMeta
from portal.editorial.meta import page_meta
from portal.editorial.models import PortalPage
from portal.editorial.routing import find_page, learn
from portal.home.front.blocks import LIMITS, home_blocks
from portal.home.front.presenters import present_home
from portal.home.front.queries import get_home
from portal.home.furniture.models import FooterColumn, FooterLink, MenuEntry, MenuLink, Notice, Partner
from portal.home.moderation.models import WorkflowMail
from portal.home.search.models import IndexedKind, NothingFound, PromotedResult, SearchEntry, SearchWord, Synonyms

__all__ = [
    "FooterColumn",
    "FooterLink",
    "HomePage",
    "IndexedKind",
    "MenuEntry",
    "MenuLink",
    "NothingFound",
    "Notice",
    "OfferedContent",
    "Partner",
    "PromotedResult",
    "SearchEntry",
    "SearchWord",
    "Synonyms",
    "WorkflowMail",
]


class OfferedContent(models.Model):
    """What `prepare_site` has offered this portal: it is not made again where editors took it away."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class HomePage(PortalPage):
    """The root of one language's pages."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300)
    body = StreamField(home_blocks(), blank=True, block_counts=LIMITS)

    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    def clean(self) -> None:
        """The hero bears the page's heading, so nothing stands before it."""
        super().clean()
        kinds = [block.block_type for block in self.body]
        if "hero" in kinds[1:]:
            raise ValidationError({"body": _("The hero opens the page: move it to the top.")})

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        home = present_home(self.body, get_home(self.body))
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
