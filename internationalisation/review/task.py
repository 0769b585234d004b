"""The step of Wagtail's workflow in which a profile is decided about; the editors' desk is its second door."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Task, TaskState

from internationalisation.review.actions.decisions import approve, ask, reject
from internationalisation.review.drafts import mark_of
from internationalisation.review.forms import ReasonForm
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import can_review, rights_of

DECISIONS = {"approve": approve, "reject": reject, "ask": ask}


class ProfileReview(Task):
    """Who may review the organisation decides, by `permissions.py` alone: groups play no part."""

    class Meta:
        verbose_name = gettext_lazy("Review of a cluster organisation's profile")
        verbose_name_plural = gettext_lazy("Reviews of cluster organisations' profiles")

    @classmethod
    def get_description(cls) -> str:
        return gettext("National contacts and moderators decide about profiles, never about their own organisation's.")

    def get_actions(self, obj: ClusterOrganisation, user: Any) -> list[tuple[str, str, bool]]:
        if not can_review(rights_of(user), obj):
            return []
        return [
            ("approve", gettext("Approve"), False),
            ("reject", gettext("Return with reasons"), True),
            ("ask", gettext("Ask a question"), True),
        ]

    def get_form_for_action(self, action: str) -> Any:
        return super().get_form_for_action(action) if action == "approve" else ReasonForm

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        organisation = task_state.workflow_state.content_object
        DECISIONS[action_name](
            organisation_pk=organisation.pk, user=user, mark=mark_of(organisation), text=kwargs.get("comment", "")
        )
