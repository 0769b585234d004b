"""The workflow that Wagtail carries profiles through: one step, decided by whoever may review the organisation."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from internationalisation.review.task import ProfileReview
from portal.registry.models import ClusterOrganisation

NAME = "Profiles of cluster organisations"
STEP = "Review by the national contact or a moderator"


@transaction.atomic
def prepare_workflow() -> bool:
    """Make the workflow where profiles have none; whether it was made. What administrators changed stays."""
    if ClusterOrganisation.get_default_workflow() is not None:
        return False
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    Workflow.objects.filter(pk=workflow.pk).update(active=True)
    if not workflow.workflow_tasks.exists():
        task = ProfileReview.objects.filter(active=True).first() or ProfileReview.objects.create(name=STEP)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    content_type = ContentType.objects.get_for_model(ClusterOrganisation, for_concrete_model=False)
    WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return True


def workflow_of_profiles() -> Workflow:
    """Made where it is missing: without one, nothing could ever be decided."""
    prepare_workflow()
    return ClusterOrganisation.get_default_workflow()
