from django.apps import AppConfig


class InternationalisationConfig(AppConfig):
    name = "internationalisation"
    label = "internationalisation"
    verbose_name = "Internationalisation"
    default_auto_field = "django.db.models.BigAutoField"
