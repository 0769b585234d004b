"""What other rooms show of member firms."""

from internationalisation.firms.panel import KEY, member_firms_panels
from internationalisation.firms.personal_data import register_provider
from portal.core import panels
from portal.core.panels import Subject


def register() -> None:
    for subject in (Subject.PLACE, Subject.INDUSTRY_GROUP, Subject.STATISTICAL_CLUSTER):
        panels.register_together(subject, (KEY,), member_firms_panels)
    register_provider()
