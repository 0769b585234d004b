from django.apps import AppConfig
from django.utils.module_loading import import_string


class InternationalisationConfig(AppConfig):
    name = "internationalisation"
    label = "internationalisation"
    verbose_name = "Internationalisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What each package registers needs the models, which exist only now."""
        import_string("internationalisation.directory.following.follow")()
        import_string("internationalisation.review.taking_over.take_over_profiles")()
        import_string("internationalisation.profiles.registering.register")()
        import_string("internationalisation.people.registering.register")()
        import_string("internationalisation.firms.registering.register")()
        import_string("internationalisation.personal_data.register_providers")()
