"""The search on the editors' desk: synonyms, promoted results, and what readers did not find."""

from typing import Any

from django.db.models import Max, QuerySet, Sum
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.home.search.models import NothingFound, PromotedResult, Synonyms

REPORT = "search_nothing_found"


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "resubmit"
    list_display = ["__str__", "language"]
    list_filter = ["language"]
    search_fields = ["words", "codes"]
    panels = [FieldPanel("words"), FieldPanel("codes"), FieldPanel("language")]


class PromotedResultViewSet(SnippetViewSet):
    model = PromotedResult
    icon = "pick"
    list_display = ["__str__", "queries", "language", "start", "end"]
    list_filter = ["language"]
    search_fields = ["queries", "title", "address"]
    panels = [
        FieldPanel("queries"),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("address")], heading=_("Where it leads")),
        MultiFieldPanel([FieldPanel("title"), FieldPanel("text")], heading=_("What readers see")),
        FieldPanel("language"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")], heading=_("When")),
    ]


class SearchViewSets(SnippetViewSetGroup):
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 360
    items = (SynonymsViewSet, PromotedResultViewSet)


register_snippet(SearchViewSets)


class NothingFoundView(ReportView):
    """Searches of the last 90 days without results, the most frequent first; as CSV or XLSX too."""

    page_title = _("Searched and not found")
    header_icon = "search"
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    permission_policy = ModelPermissionPolicy(NothingFound)
    any_permission_required = ["view"]
    default_ordering = "-searches"
    columns = [
        Column("text", label=_("Searched for"), sort_key="text"),
        Column("language", label=_("Language"), sort_key="language"),
        Column("searches", label=_("Searches"), sort_key="searches"),
        Column("latest", label=_("Last day"), sort_key="latest"),
    ]
    list_export = ["text", "language", "searches", "latest"]
    export_headings = {
        "text": _("Searched for"),
        "language": _("Language"),
        "searches": _("Searches"),
        "latest": _("Last day"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Grouped over all days. 1 query."""
        return (
            NothingFound.objects.order_by()
            .values("text", "language")
            .annotate(searches=Sum("count"), latest=Max("day"))
        )


class NothingFoundItem(MenuItem):
    """Shown to those who may read it."""

    def is_shown(self, request: Any) -> bool:
        return NothingFoundView.permission_policy.user_has_permission(request.user, "view")


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    return [
        path("reports/searches/", NothingFoundView.as_view(), name=REPORT),
        path("reports/searches/results/", NothingFoundView.as_view(results_only=True), name=f"{REPORT}_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return NothingFoundItem(_("Searched and not found"), reverse(REPORT), icon_name="search", order=800)
