from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "observatory"
    label = "observatory"
    verbose_name = "Observatory"
    default_auto_field = "django.db.models.BigAutoField"
