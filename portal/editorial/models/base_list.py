"""What every list of pages has in common: facets, one canonical address, pagination."""

from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.page import PageMeta
from portal.editorial.listing import Facets, Narrowed, present_filters
from portal.editorial.meta import page_meta, page_path
from portal.editorial.models.base import PortalPage
from portal.editorial.pagination import paginate


class ListPage(PortalPage):
    """The page above items of one kind. A subclass names its `facets`, its rows and how a row is shown."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300, blank=True)

    facets: ClassVar[Facets]
    feed_name: ClassVar[str] = ""
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        abstract = True

    def get_rows(self, language: str) -> "QuerySet[Any]":
        """Everything that a reader of `language` meets, in the order of the list."""
        raise NotImplementedError

    def present_row(self, row: Any) -> Any:
        raise NotImplementedError

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forms send empty fields along: the address without them is the one to keep."""
        narrowed = self.facets.parse(request.GET)
        if not _is_canonical(request, self.facets, narrowed):
            return HttpResponseRedirect(narrowed.address(request.path))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """2 queries for the list beside those of the page; 1 or 2 more where a topic is chosen."""
        narrowed = self.facets.parse(request.GET)
        rows = self.get_rows(get_language() or settings.LANGUAGE_CODE)
        counts = self.facets.count(rows, narrowed)
        path = page_path(self)
        shown, pagination = paginate(
            self.facets.rows(rows, narrowed), request.GET, path, dict(narrowed.pairs), total=counts.total
        )
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "rows": [self.present_row(row) for row in shown],
            "pagination": pagination,
            "filters": present_filters(self.facets, counts, narrowed, path),
            "counts": counts,
            "total": counts.total,
            "narrowed": narrowed,
            "feed_url": self._feed(narrowed),
        }

    def _feed(self, narrowed: Narrowed) -> str:
        """The feed of what is shown, whatever its page."""
        return Narrowed(narrowed.pairs).address(reverse(self.feed_name)) if self.feed_name else ""


def _is_canonical(request: HttpRequest, facets: Facets, narrowed: Narrowed) -> bool:
    """Whether the address names what is chosen, in order, and nothing empty; foreign parameters are left alone."""
    names = {*(facet.name for facet in facets.facets), "page"}
    pairs = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return [pair for pair in pairs if pair[0] in names] == parse_qsl(narrowed.query)
