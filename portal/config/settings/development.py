"""Settings of `make run`: plain http, mail into files, the style guide on; PORTAL_DEBUG=1 turns DEBUG on."""

from portal.config.settings import env
from portal.config.settings.base import *  # noqa: F403 (a settings module extends its base)
from portal.config.settings.base import VAR_DIR

DEBUG = env.flag("PORTAL_DEBUG")
SECRET_KEY = env.text("SECRET_KEY", "development-only-key-never-used-in-production-0123456789")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.items("PORTAL_HOSTS", "")]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
PORTAL_STYLEGUIDE = True
PORTAL_DEMONSTRATION = env.flag("PORTAL_DEMONSTRATION", True)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
