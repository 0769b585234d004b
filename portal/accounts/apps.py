from django.apps import AppConfig
from django.utils.module_loading import import_string


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Importing the checks registers them; cookies need the models, which exist only now."""
        import_string("portal.accounts.checks.second_factor")
        import_string("portal.accounts.personal_data.register_providers")()
        import_string("portal.core.cookies.register")(import_string("portal.accounts.devices.cookies"))
