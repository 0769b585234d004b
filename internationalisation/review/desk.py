"""Profiles on the editors' desk: a list, the profile to read, and the decision of a review. Nothing is written here.

Moderators ask or return; they do not write for an organisation. Publishing, taking down and deleting have no raw door:
whatever changes a profile's state goes through the actions of the review.
"""

from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.models import WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.action_menu import WorkflowMenuItem
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenMultipleView, SnippetChosenView
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from internationalisation.editing.steps import STEPS
from internationalisation.editing.words import in_words
from internationalisation.review.errors import Refused
from internationalisation.review.queries.waiting import Waiting, count_waiting
from internationalisation.review.states import state_of, with_workflow
from portal.core import formatting
from portal.registry.models import ClusterOrganisation, Country, Standing
from portal.registry.models.organisation import STALE_AFTER
from portal.registry.permissions import can_review_any, rights_of

READING = {"view", "change"}  # Wagtail calls opening the editor a change; all fields in it are read-only


class ReviewPolicy(ModelPermissionPolicy):
    """Who may look, looks; nobody adds, publishes, locks or deletes here, whatever permissions they have."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in READING and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ProfileFilters(WagtailFilterSet):
    """Where, in which state, how long ago confirmed."""

    STATES = (("waiting", _("Waits for a decision")), ("draft", _("Never published")), ("live", _("Published")))

    country = django_filters.ModelChoiceFilter(label=_("Country"), queryset=Country.everywhere.order_by("name"))
    standing = django_filters.ChoiceFilter(label=_("Status"), choices=[pair for pair in Standing.choices if pair[0]])
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")
    is_stale = django_filters.BooleanFilter(label=_("Not confirmed for long"), method="stale")
    is_demonstration = django_filters.BooleanFilter(label=_("Demonstration"))

    class Meta:
        model = ClusterOrganisation
        fields: ClassVar[list[str]] = ["country", "standing", "state", "is_stale", "is_demonstration"]

    def in_state(self, rows: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        if value == "waiting":
            return with_workflow(rows).filter(workflow_status=WorkflowState.STATUS_IN_PROGRESS)
        return rows.filter(live=value == "live")

    def stale(self, rows: "QuerySet[Any]", _name: str, value: bool) -> "QuerySet[Any]":
        is_old = Q(live=True, confirmed_on__lte=localdate() - STALE_AFTER)
        return rows.filter(is_old) if value else rows.exclude(is_old)


class ReadingView(EditView):
    """The editor as a page to read, with the buttons of the decision."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.view_name != "edit":
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_available_actions(self) -> list[str]:
        """Wagtail's own ways to submit, cancel and restart would go past the rules of the review."""
        return ["edit", *(["workflow-action"] if self._decides() else [])]

    def _decides(self) -> bool:
        return bool(self.request.method == "POST" and self.workflow_enabled and self.workflow_action_is_valid())

    def save_instance(self) -> ClusterOrganisation:
        """No field can be written here, so there is nothing to save."""
        self.has_content_changes, self.new_revision = False, None
        shown: ClusterOrganisation = self.object
        return shown

    def workflow_action_action(self) -> HttpResponse | None:
        """What the moderator read is what is decided about."""
        try:
            if self.is_out_of_date:
                raise Refused(_("Nothing was decided: the managers changed the profile meanwhile."))
            super().workflow_action_action()
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_edit_url())
        return None


class WordsPanel(FieldPanel):
    """A field to read, with names in the place of codes."""

    def format_value_for_display(self, value: Any) -> str:
        return in_words(self.field_name, getattr(value, "pk", value)) or formatting.MISSING


class PublicChosen(SnippetChosenView):
    def get_object(self, pk: Any) -> ClusterOrganisation:
        return ClusterOrganisation.objects.public().get(pk=pk)


class PublicChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> "QuerySet[ClusterOrganisation]":
        return ClusterOrganisation.objects.public().filter(pk__in=pks)


class ProfileChooser(SnippetChooserViewSet):
    """Public profiles alone; events keep the chooser that searches by name."""

    register_widget = False
    chosen_view_class = PublicChosen
    chosen_multiple_view_class = PublicChosenMultiple

    def get_object_list(self) -> "QuerySet[ClusterOrganisation]":
        return ClusterOrganisation.objects.public()


def _panels() -> list[Panel]:
    steps = [
        MultiFieldPanel([WordsPanel(name, read_only=True) for name in step.fields], heading=step.title)
        for step in STEPS
        if step.fields
    ]
    return [HelpPanel(template="internationalisation/review/desk_help.html"), *steps]


def state_words(organisation: ClusterOrganisation) -> str:
    """The state of a row of the list."""
    return state_of(organisation).label


STATE = Column("state", label=_("State"), accessor=state_words)


class ProfileViewSet(SnippetViewSet):
    model = ClusterOrganisation
    icon = "group"
    menu_label = _("Cluster organisations")
    menu_order = 250
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = ["name", "city", "country", STATE, "confirmed_on"]
    filterset_class = ProfileFilters
    search_fields: ClassVar[list[str]] = ["name", "acronym", "city"]
    search_backend_name = None
    list_per_page = 30
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = ["name", "city", "country", "website", "standing", "confirmed_on"]
    edit_view_class = ReadingView
    chooser_viewset_class = ProfileChooser
    panels = _panels()

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ReviewPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ClusterOrganisation]":
        return with_workflow(ClusterOrganisation.objects.select_related("country", "latest_revision"))


def only_decisions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """In the menu of a profile's editor."""
    if context["model"] is ClusterOrganisation:
        items[:] = [item for item in items if isinstance(item, WorkflowMenuItem)]


class WaitingPanel(Component):
    """On the desk's first page: how many profiles wait, and the way to them."""

    name = "profiles_waiting"
    template_name = "internationalisation/review/desk_panel.html"
    order = 90

    def __init__(self, waiting: Waiting):
        self.waiting = waiting

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        since = formatting.day(self.waiting.since.date()) if self.waiting.since else ""
        return {"count": self.waiting.count, "since": since, "url": reverse("internationalisation:review")}


def add_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """2 queries at most for those who review, none for others."""
    rights = rights_of(request.user)
    if can_review_any(rights):
        waiting = count_waiting(rights)
        if waiting.count:
            panels.append(WaitingPanel(waiting))
