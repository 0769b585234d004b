from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_delete
from django.utils.module_loading import import_string
from wagtail.signals import page_published, page_unpublished, workflow_rejected

from portal.core import introductions, panels

SUBJECTS = (panels.Subject.PLACE, panels.Subject.INDUSTRY_GROUP, panels.Subject.STATISTICAL_CLUSTER)


class EditorialConfig(AppConfig):
    name = "portal.editorial"
    label = "editorial"
    verbose_name = "Editorial"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Providers are named by path: their modules need the models, which exist only now."""
        import_string("portal.editorial.searching.register")()
        import_string("portal.editorial.personal_data.register_providers")()
        introductions.register(import_string("portal.editorial.introductions.introduction_to_section"))
        page_published.connect(import_string("portal.editorial.translating.signals.original_published"))
        page_unpublished.connect(import_string("portal.editorial.translating.signals.original_taken_down"))
        page_unpublished.connect(
            import_string("portal.editorial.calls.announcing.call_unpublished"),
            sender=import_string("portal.editorial.models.CallPage"),
        )
        self._follow_events()
        for subject in SUBJECTS:
            provider = import_string("portal.editorial.panels.editorial_panels")
            panels.register_together(subject, ("calls", "events", "news"), provider)

    def _follow_events(self) -> None:
        """What editors do to events: calendars hear of what is gone, proposers of what was decided."""
        event, decided = self.get_model("EventPage"), "portal.editorial.events.proposals.signals"
        post_delete.connect(import_string("portal.editorial.events.sharing.withdraw_deleted"), event)
        pre_delete.connect(import_string(f"{decided}.event_about_to_be_deleted"), event)
        page_published.connect(import_string(f"{decided}.event_published"), event)
        workflow_rejected.connect(import_string(f"{decided}.workflow_rejected"))
        panels.register(
            panels.Subject.MEMBER, "proposals", import_string("portal.editorial.events.proposals.panel.proposals_panel")
        )
