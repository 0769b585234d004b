"""Menu, footer, notices and partners on the editors' desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.home.furniture.models import FooterColumn, MenuEntry, Notice, Partner

ROWS = 50


class FurnitureViewSet(SnippetViewSet):
    """Lists in the order of the site."""

    list_per_page = ROWS
    inspect_view_enabled = False
    copy_view_enabled = False


class MenuEntryViewSet(FurnitureViewSet):
    model = MenuEntry
    icon = "bars"
    menu_label = _("Main menu")
    list_display = ["name", "page", "address", "position", "is_shown"]
    search_fields = ["name"]

    def get_queryset(self, request: Any) -> Any:
        return MenuEntry.objects.select_related("page")


class FooterColumnViewSet(FurnitureViewSet):
    model = FooterColumn
    icon = "grip"
    menu_label = _("Footer")
    list_display = ["name", "position", "is_shown"]
    search_fields = ["name"]


class NoticeViewSet(FurnitureViewSet):
    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    list_display = ["name", "level", "starts_at", "ends_at"]
    list_filter = ["level"]
    search_fields = ["name", "text"]


class PartnerViewSet(FurnitureViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    list_display = ["name", "url", "position", "is_shown"]
    search_fields = ["name"]


class FurnitureGroup(SnippetViewSetGroup):
    menu_label = _("Around the pages")
    menu_icon = "site"
    menu_order = 310
    items = (MenuEntryViewSet, FooterColumnViewSet, NoticeViewSet, PartnerViewSet)


register_snippet(FurnitureGroup)
