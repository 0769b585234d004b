"""Workflows that an app carries through by its own rules: what happens at their end, and who is mailed.

Wagtail publishes whatever a finished workflow was about, and mails who submitted it. In `AppConfig.ready()` an app
takes over a model of its own: its function is called in the place of both. Wagtail imports this module before any
model.
"""

from collections.abc import Callable
from typing import Any

from wagtail.workflows import publish_workflow_state

Finish = Callable[[Any, Any], None]
_taken_over: dict[tuple[str, str], Finish] = {}


def take_over(app_label: str, model_name: str, finish: Finish) -> None:
    """`finish(workflow_state, user)` runs in the transaction that ends a workflow of this model."""
    _taken_over[(app_label, model_name)] = finish


def is_taken_over(workflow_state: Any) -> bool:
    """Whether an app decides, and mails, about what this workflow is about."""
    return _key(workflow_state) in _taken_over


def finish_workflow(workflow_state: Any, user: Any = None) -> None:
    """What `WAGTAIL_FINISH_WORKFLOW_ACTION` names."""
    _taken_over.get(_key(workflow_state), publish_workflow_state)(workflow_state, user)


def _key(workflow_state: Any) -> tuple[str, str]:
    return workflow_state.content_type.app_label, workflow_state.content_type.model
