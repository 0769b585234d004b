"""Calls in the editors' desk: programmes as snippets, and the import of files."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.editorial.calls.permissions import can_import_calls
from portal.editorial.models import Programme


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "tag"
    list_display = ["name", "slug", "funder"]
    search_fields = ["name", "slug"]
    menu_order = 210
    add_to_admin_menu = False


register_snippet(ProgrammeViewSet)


class ImportItem(MenuItem):
    """Shown to those who may add calls."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_import_calls(request.user)


@hooks.register("register_admin_urls")
def register_imports() -> list[URLResolver]:
    return [path("calls/import/", include("portal.editorial.calls.importing.urls"))]


@hooks.register("register_admin_menu_item")
def register_imports_item() -> ImportItem:
    return ImportItem(_("Import calls"), reverse_lazy("call_imports:index"), icon_name="download", order=345)
