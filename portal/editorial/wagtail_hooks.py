"""The editorial portal's own entries in the editors' desk."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.editorial.calls import hooks as calls_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.contact import hooks as contact_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.digest import hooks as digest_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.events import hooks as events_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.glossary import hooks as glossary_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.library import hooks as library_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.links import hooks as links_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.models import Topic
from portal.editorial.translating import hooks as translating_hooks  # noqa: F401 (importing it registers its hooks)
from portal.editorial.visits import hooks as visits_hooks  # noqa: F401 (importing it registers its hooks)


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    menu_order = 200
    add_to_admin_menu = False


register_snippet(TopicViewSet)


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))
