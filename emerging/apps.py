from django.apps import AppConfig


class EmergingConfig(AppConfig):
    name = "emerging"
    label = "emerging"
    verbose_name = "Emerging industries"
    default_auto_field = "django.db.models.BigAutoField"
