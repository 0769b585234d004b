"""What all environments share."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from portal.config.settings import env

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.text("PORTAL_VAR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "portal.home",
    "emerging",
    "internationalisation",
    "excellence",
    "portal.editorial",
    "observatory",
    "portal.registry",
    "portal.accounts",
    "portal.core",
    "wagtail_localize",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.core.health.HealthMiddleware",
    "portal.editorial.visits.middleware.CountingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.core.csp.AdminPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.compression.PageCompression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.core.middleware.ErrorPagesMiddleware",
    "portal.home.middleware.OpenLanguagesMiddleware",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets of our own stand in templates/
ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"
CSRF_FAILURE_VIEW = "portal.core.error_pages.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.core.context.site",
            ],
        },
    },
]

# DATABASE_URL names a PostgreSQL 15 or newer; without it the embedded one starts at the first connection.
DATABASES = {
    "default": dj_database_url.config(default="", conn_max_age=60, conn_health_checks=True)
    or {"ENGINE": "portal.core.postgres", "NAME": "portal", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:personal"
PORTAL_REGISTRATION = env.flag("PORTAL_REGISTRATION", True)  # whether anybody may register
# Editors, moderators and administrators work with a second factor only. `check --deploy` warns where it is off.
PORTAL_MFA_REQUIRED = env.flag("PORTAL_MFA_REQUIRED", True)
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "portal.accounts.forms.NewAddressForm",
    "login": "portal.accounts.forms.SignInForm",
    "signup": "portal.accounts.forms.SignUpForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.names.NameForm"
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "trap"  # who fills it in gets the usual answer and no account
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that registered
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one counts from the moment it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "portal.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.CodeForm",
    "reauthenticate": "portal.accounts.forms.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs in before their address is confirmed; without this nobody with a second factor could change theirs.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "portal.accounts.elsewhere.SignInElsewhereAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an account is found by an address that the provider has confirmed
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
PORTAL_OIDC_NAME = env.text("PORTAL_OIDC_NAME", "EU Login")
PORTAL_OIDC_URL = env.text("PORTAL_OIDC_URL", "")
PORTAL_OIDC_CLIENT = env.text("PORTAL_OIDC_CLIENT", "")
PORTAL_OIDC_SECRET = env.text("PORTAL_OIDC_SECRET", "")
OIDC_APP = {
    "provider_id": "provider",
    "name": PORTAL_OIDC_NAME,
    "client_id": PORTAL_OIDC_CLIENT,
    "secret": PORTAL_OIDC_SECRET,
    "settings": {"server_url": PORTAL_OIDC_URL},
}
# Browsers ask the policy where a form leads in the end, too.
OIDC_ORIGIN = ["://".join(urlsplit(PORTAL_OIDC_URL)[:2])] if PORTAL_OIDC_URL else []
OIDC_APPS = [OIDC_APP] if PORTAL_OIDC_URL else []
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}

# What several processes count together stands in the database; the rest is remembered by each process.
CACHES = {
    "default": {"BACKEND": "portal.core.counting.MemoryCache"},
    "counts": {"BACKEND": "portal.core.counting.SharedCache", "LOCATION": "portal_counts"},
}

LANGUAGE_CODE = "en"
# The official languages of the European Union in its order. Administrators open them to the public one by one.
LANGUAGES = [
    ("bg", _("Bulgarian")),
    ("es", _("Spanish")),
    ("cs", _("Czech")),
    ("da", _("Danish")),
    ("de", _("German")),
    ("et", _("Estonian")),
    ("el", _("Greek")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ga", _("Irish")),
    ("hr", _("Croatian")),
    ("it", _("Italian")),
    ("lv", _("Latvian")),
    ("lt", _("Lithuanian")),
    ("hu", _("Hungarian")),
    ("mt", _("Maltese")),
    ("nl", _("Dutch")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("sk", _("Slovak")),
    ("sl", _("Slovenian")),
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
]
# Django does not know Maltese.
LANG_INFO["mt"] = {"bidi": False, "code": "mt", "name": "Maltese", "name_local": "Malti"}
# Interface texts are complete in these (tests hold them to it); a new portal opens them.
COMPLETE_LANGUAGES = ("en", "fr", "de", "es", "it", "pl")
PORTAL_OPEN_AT_FIRST = COMPLETE_LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "portal" / "core" / "data" / "catalogues"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Front-end packages are fetched and verified by `make run` (packages.lock.toml), never committed.
PACKAGES_DIR = BASE_DIR / "var" / "packages"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("ecl", PACKAGES_DIR / "ecl"),
    ("icons", PACKAGES_DIR / "icons"),
    ("htmx", PACKAGES_DIR / "htmx"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# Commands that the queue worker runs every so many seconds.
PORTAL_CLOCK = {
    "publish_scheduled": 60,
    "index": 60,
    "delete_old_searches": 86_400,
    "clearsessions": 86_400,
    "delete_old_counts": 3600,
    "tend_accounts": 600,
    "export_release": 3600,
    "delete_old_analyses": 86_400,
    "delete_old_messages": 86_400,
    "delete_old_organisation_messages": 86_400,
    "read_documents": 30,
    "tend_digest": 300,
    "tend_links": 3600,
    "tend_invitations": 600,
    "remind_organisations": 86_400,
    "send_search_alerts": 86_400,
}
# Visits are counted in memory and written every so many seconds; 0 writes nothing by itself.
PORTAL_COUNT_SECONDS = env.number("PORTAL_COUNT_SECONDS", 5)
# Addresses that the link checker asks although they are not public: an intranet's own.
PORTAL_LINK_CHECK_HOSTS = env.items("PORTAL_LINK_CHECK_HOSTS", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *OIDC_ORIGIN],
        "frame-ancestors": [SELF],
    },
}

WAGTAIL_SITE_NAME = "EU Cluster Portal"
PORTAL_PORT = env.number("PORTAL_PORT", 8000)
WAGTAILADMIN_BASE_URL = env.text("PORTAL_BASE_URL", f"http://localhost:{PORTAL_PORT}")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A page submitted for translation stays a draft until somebody has translated and published it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_JOBS = {"BACKEND": "portal.editorial.translating.background.QueueBackend"}
WAGTAILREDIRECTS_AUTO_CREATE = True  # a page that moves or gets another slug leaves a redirect behind
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Editors change address and password where everybody does, with the confirmation that belongs to it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
# Apps may finish workflows of their own models; everything else is published as Wagtail does.
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.core.workflows.finish_workflow"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "ods", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx", "zip"]
WAGTAILDOCS_CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mp4": "video/mp4",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# Uploads: what is larger is refused with a reason, before it fills memory or disk (portal/core/uploads).
MEGABYTE = 1024 * 1024
PORTAL_UPLOAD_LIMITS = {
    "image": 10 * MEGABYTE,
    "document": 50 * MEGABYTE,
    "video": 150 * MEGABYTE,
    "captions": MEGABYTE,
    "unpacked": 300 * MEGABYTE,
    "archive entries": 5000,
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.core.uploads.handlers.BoundedUploadHandler",
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.editorial.uploads.forms.SafeImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PORTAL_UPLOAD_LIMITS["image"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# Sites whose players a page of a video may frame, after the reader has agreed.
PORTAL_VIDEO_HOSTS = ["www.youtube-nocookie.com", "player.vimeo.com", "audiovisual.ec.europa.eu"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.editorial.uploads.forms.SafeDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = PORTAL_UPLOAD_LIMITS["video"]  # the largest kind; each kind has its own limit

# The portal's own settings.
# Fields of a published profile of a cluster organisation that change at once, without a review.
PORTAL_INSTANT_FIELDS = tuple(env.items("PORTAL_INSTANT_FIELDS", "logo,phone,email"))
PORTAL_NAME = env.text("PORTAL_NAME", "EU Cluster Portal")
PORTAL_MANAGED_BY = env.text("PORTAL_MANAGED_BY", _("the EU Cluster Portal team"))
PORTAL_OFFICIAL_LOGO = env.flag("PORTAL_OFFICIAL_LOGO")
PORTAL_HOST = env.text("PORTAL_HOST", "127.0.0.1")
PORTAL_WORKERS = env.number("PORTAL_WORKERS", 2)
PORTAL_SOURCES = env.text("PORTAL_SOURCES", "")
PORTAL_EUROSTAT_API = env.text("PORTAL_EUROSTAT_API", "https://ec.europa.eu/eurostat/api/dissemination")
PORTAL_GISCO_API = env.text("PORTAL_GISCO_API", "https://gisco-services.ec.europa.eu/distribution/v2")
PORTAL_STYLEGUIDE = False
# Whether a portal without any organisation gets invented ones, marked as demonstration.
PORTAL_DEMONSTRATION = env.flag("PORTAL_DEMONSTRATION")
PORTAL_CONTACT_EMAIL = env.text("PORTAL_CONTACT_EMAIL", "editors@example.org")
PORTAL_MESSAGES_KEPT_DAYS = env.number("PORTAL_MESSAGES_KEPT_DAYS", 365)
# Which regulation on personal data the operator works under: institutions of the Union under 2018/1725.
PORTAL_LEGAL_BASE = env.choice("PORTAL_LEGAL_BASE", ("2016/679", "2018/1725"))
PORTAL_ANALYST_EMAIL = env.text("PORTAL_ANALYST_EMAIL", "analysts@example.org")
DEFAULT_FROM_EMAIL = env.text("PORTAL_FROM_EMAIL", "portal@example.org")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Its warnings say that it was asked to end.
    "loggers": {"django_tasks_db": {"level": "ERROR"}},
}
