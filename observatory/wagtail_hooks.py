"""The Observatory in the site's administration: readers' reports to look up, schemes to upload."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from observatory.models import CountryPolicy, FigureReport
from observatory.permissions import can_upload_schemes


class ReadOnlyPolicy(ModelPermissionPolicy):
    """A report is what a reader wrote: whoever may view reports may look them up, nobody changes them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FigureReportViewSet(ModelViewSet):
    """The newest first, with search in message, address and cell."""

    model = FigureReport
    icon = "warning"
    menu_label = _("Figure reports")
    menu_order = 350
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    list_display = ["created_at", "cell", "address", "release", "email", "mailed_at"]
    list_filter = ["release"]
    search_fields = ["message", "address", "cell"]
    ordering = ["-created_at"]
    list_per_page = 50

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ReadOnlyPolicy(self.model)


@hooks.register("register_admin_viewset")
def register_reports() -> FigureReportViewSet:
    return FigureReportViewSet("figure_reports")


class SchemesItem(MenuItem):
    """Shown to those who may upload schemes."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_upload_schemes(request.user)


@hooks.register("register_admin_urls")
def register_schemes() -> list[URLResolver]:
    return [path("schemes-of-analysts/", include("observatory.lenses.urls"))]


@hooks.register("register_admin_menu_item")
def register_schemes_item() -> SchemesItem:
    return SchemesItem(_("Uploaded schemes"), reverse_lazy("uploaded_schemes:index"), icon_name="list-ul", order=340)


class CountryPolicyViewSet(SnippetViewSet):
    """Cluster policies of countries, with drafts, workflow, history and preview."""

    model = CountryPolicy
    icon = "globe"
    menu_label = _("Cluster policies")
    menu_order = 330
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["country", "policy", "programme", "budget", "validated_on", "live"]
    list_filter = ["policy", "programme", "evaluation", "label", "budget", "is_sample"]
    list_per_page = 20
    panels = [
        FieldPanel("country"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("policy"), FieldPanel("programme")]),
                FieldRowPanel([FieldPanel("evaluation"), FieldPanel("label")]),
                FieldPanel("budget"),
            ],
            heading=_("What can be compared"),
        ),
        FieldPanel("overview"),
        FieldPanel("programmes"),
        FieldPanel("bodies"),
        FieldPanel("strategies"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_url")], heading=_("Contact")
        ),
        MultiFieldPanel(
            [FieldPanel("validated_on"), FieldPanel("responsible"), FieldPanel("is_sample")], heading=_("Validation")
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return CountryPolicy.objects.select_related("country", "locale")


register_snippet(CountryPolicyViewSet)
