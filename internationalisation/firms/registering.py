"""What other rooms show of member firms."""

from internationalisation.firms.panel import KEY, member_firms_panel
from portal.core import panels
from portal.core.panels import Subject


def register() -> None:
    for subject in (Subject.PLACE, Subject.INDUSTRY_GROUP, Subject.STATISTICAL_CLUSTER):
        panels.register(subject, KEY, member_firms_panel)
