"""The glossary in the editors' desk."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.editorial.models import GlossaryTerm


class GlossaryTermViewSet(SnippetViewSet):
    """Terms with drafts, workflow, history and preview."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "slug", "is_linked", "live"]
    list_filter = ["is_linked"]
    search_fields = ["term", "other_forms"]
    list_per_page = 20
    menu_order = 210
    add_to_admin_menu = False
    panels = [
        FieldPanel("term"),
        FieldPanel("other_forms"),
        FieldPanel("definition"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")])], heading="Source"),
        FieldPanel("is_linked"),
        FieldPanel("slug"),
    ]


register_snippet(GlossaryTermViewSet)
