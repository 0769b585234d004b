"""What other rooms ask about people: registered once the models are there."""

from internationalisation.people import personal_data
from internationalisation.people.own.panels import KEYS, people_panels
from portal.core.panels import Subject, register_together


def register() -> None:
    register_together(Subject.MEMBER, KEYS, people_panels)
    personal_data.register_providers()
