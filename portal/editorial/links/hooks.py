"""The report of links in the editors' desk; importing this registers it."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.editorial.links import report


class LinksItem(MenuItem):
    """Shown to those who write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return report.can_read_links(request.user)


@hooks.register("register_admin_urls")
def link_urls() -> list[URLResolver]:
    patterns = [
        path("", report.LinkReport.as_view(), name="index"),
        path("results/", report.LinkReport.as_view(results_only=True), name="results"),
        path("check/", report.check_all, name="check"),
        path("<int:pk>/check/", report.check_one_again, name="check-one"),
    ]
    return [path("reports/links/", include((patterns, "link_report")))]


@hooks.register("register_reports_menu_item")
def links_menu_item() -> LinksItem:
    return LinksItem(_("Links"), reverse_lazy("link_report:index"), icon_name="link", order=1020)
