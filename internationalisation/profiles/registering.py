"""What other rooms show of organisations: registered once the models are there."""

from internationalisation.profiles import searching
from internationalisation.profiles.contact.panel import messages_panel
from internationalisation.profiles.contact.personal_data import register_provider
from internationalisation.profiles.panel import KEY, organisations_panels
from portal.core import panels
from portal.core.panels import Subject


def register() -> None:
    for subject in (Subject.PLACE, Subject.INDUSTRY_GROUP, Subject.STATISTICAL_CLUSTER):
        panels.register_together(subject, (KEY,), organisations_panels)
    panels.register(Subject.MEMBER, "messages", messages_panel)
    searching.register()
    register_provider()
