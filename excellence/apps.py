from django.apps import AppConfig


class ExcellenceConfig(AppConfig):
    name = "excellence"
    label = "excellence"
    verbose_name = "Excellence"
    default_auto_field = "django.db.models.BigAutoField"
