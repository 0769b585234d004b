"""Settings of the tests: the same as everywhere, with fast hashing and files in memory."""

from portal.config.settings.base import *  # noqa: F403 (a settings module extends its base)
from portal.config.settings.base import VAR_DIR

DEBUG = False
SECRET_KEY = "test-only-key"  # noqa: S105 (tests hold no secrets)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = VAR_DIR / "test-static"
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PORTAL_STYLEGUIDE = True
PORTAL_OPEN_AT_FIRST = ("en", "fr", "de")  # worlds of tests have no rows of languages
PORTAL_COUNT_SECONDS = 0  # tests write counts themselves
PORTAL_MFA_REQUIRED = False  # tests of pages sign editors in directly; tests/accounts turn it on
