"""The owner's figures among the reports of the editors' desk; importing this registers them."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.editorial.visits import desk
from portal.editorial.visits.permissions import can_read_figures


class FiguresItem(MenuItem):
    """Shown to those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_read_figures(request.user)


@hooks.register("register_admin_urls")
def figures_urls() -> list[URLResolver]:
    patterns = [
        path("", desk.figures, name="index"),
        re_path(r"^portal-figures\.(?P<suffix>csv|xlsx)$", desk.figures_file, name="file"),
    ]
    return [path("reports/portal-figures/", include((patterns, "portal_figures")))]


@hooks.register("register_reports_menu_item")
def figures_menu_item() -> FiguresItem:
    return FiguresItem(_("Figures of the portal"), reverse_lazy("portal_figures:index"), icon_name="table", order=1010)
