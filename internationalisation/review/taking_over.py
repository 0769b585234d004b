"""Workflows of profiles end by the rules of this package, and its mails tell of them."""

from internationalisation.review.actions.decisions import finish_profile
from portal.core.workflows import take_over
from portal.registry.models import ClusterOrganisation


def take_over_profiles() -> None:
    """Called when all models are there."""
    options = ClusterOrganisation._meta
    take_over(options.app_label, str(options.model_name), finish_profile)
