from django.apps import AppConfig
from django.utils.module_loading import import_string


class ObservatoryConfig(AppConfig):
    name = "observatory"
    label = "observatory"
    verbose_name = "Observatory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Importing the checks registers them; they and the search need the models, which exist only now."""
        import_string("observatory.checks.readable_questions")
        import_string("observatory.searching.register")()
        import_string("observatory.personal_data.register_providers")()
