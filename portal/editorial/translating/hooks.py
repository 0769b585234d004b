"""Translation in the editors' desk: forms that leave work to the queue, the overview, and the languages."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from portal.editorial.translating.languages import LanguageViewSet
from portal.editorial.translating.report import TranslationsOverview
from portal.editorial.translating.views import SubmitPageView, UpdateView

BEFORE_WAGTAIL_LOCALIZE = -1


@hooks.register("register_admin_urls", order=BEFORE_WAGTAIL_LOCALIZE)
def register_pages() -> list[URLPattern]:
    """The forms stand at the addresses of wagtail-localize, asked first."""
    results = TranslationsOverview.as_view(results_only=True)
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPageView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        path("reports/translations/", TranslationsOverview.as_view(), name="translations_overview"),
        path("reports/translations/results/", results, name="translations_overview_results"),
    ]


class OverviewItem(MenuItem):
    """Shown to those who write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_reports_menu_item")
def register_overview() -> OverviewItem:
    address = reverse_lazy("translations_overview")
    return OverviewItem(_("Translations"), address, "translations", icon_name="wagtail-localize-language", order=900)


@hooks.register("construct_reports_menu")
def one_overview(request: HttpRequest, items: list[Any]) -> None:
    """wagtail-localize lists what was submitted, not what is missing: one report is enough."""
    theirs = str(reverse_lazy("wagtail_localize:translations_report"))
    items[:] = [item for item in items if str(item.url) != theirs]


@hooks.register("register_admin_viewset")
def register_languages() -> LanguageViewSet:
    return LanguageViewSet("languages", url_prefix="languages")
