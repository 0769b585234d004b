"""The library's own entries in the editors' desk."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.editorial.models import LibraryCollection


class LibraryCollectionViewSet(SnippetViewSet):
    model = LibraryCollection
    icon = "folder-open-inverse"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    add_to_admin_menu = False


register_snippet(LibraryCollectionViewSet)
