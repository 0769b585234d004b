from django.apps import AppConfig
from django.utils.module_loading import import_string


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Importing the checks registers them; they need the models, which exist only now, as does the search."""
        import_string("portal.home.checks.hidden_pages")
        import_string("portal.home.search.following.follow")()
        import_string("portal.home.furniture.registering.register")()
        import_string("portal.home.moderation.notifying.register")()
        import_string("portal.home.personal_data.register_providers")()
