"""Calls in the editors' desk: programmes as snippets."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.editorial.models import Programme


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "tag"
    list_display = ["name", "slug", "funder"]
    search_fields = ["name", "slug"]
    menu_order = 210
    add_to_admin_menu = False


register_snippet(ProgrammeViewSet)
