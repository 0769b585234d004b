"""Settings of a public server. Every value that differs between servers is an environment variable."""

from portal.config.settings import env
from portal.config.settings.base import *  # noqa: F403 (a settings module extends its base)

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", hint="Use 50 or more random characters and keep them secret.")
ALLOWED_HOSTS = env.items("PORTAL_HOSTS", hint="Name the public host, for example clusters.example.eu.")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = env.text("PORTAL_BASE_URL", hint="For example https://clusters.example.eu.")
# Django's, which also tells when a mail can no longer be held back: each digest mail leaves once.
EMAIL_BACKEND = "portal.editorial.digest.posting.EmailBackend"
EMAIL_TIMEOUT = 30  # a server that falls silent does not hold the queue
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")

SECURE_SSL_REDIRECT = env.flag("PORTAL_SSL_REDIRECT", True)
# Attempts are counted by the address that the last proxy saw, which is none of the sender's inventions.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PORTAL_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
