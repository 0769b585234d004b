from django.apps import AppConfig
from django.utils.module_loading import import_string

from portal.core import introductions, panels

SUBJECTS = (panels.Subject.PLACE, panels.Subject.INDUSTRY_GROUP, panels.Subject.STATISTICAL_CLUSTER)


class EditorialConfig(AppConfig):
    name = "portal.editorial"
    label = "editorial"
    verbose_name = "Editorial"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Providers are named by path: their modules need the models, which exist only now."""
        introductions.register(import_string("portal.editorial.introductions.introduction_to_section"))
        for subject in SUBJECTS:
            panels.register(subject, "events", import_string("portal.editorial.panels.events_panel"))
            panels.register(subject, "news", import_string("portal.editorial.panels.news_panel"))
