"""Addresses: plain ones first (feeds, downloads, health), then pages in every language, Wagtail last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.accounts.urls import plain_urlpatterns as plain_account_urls
from portal.core.media import picture
from portal.core.styleguide import styleguide
from portal.editorial.documents.serving import video_file
from portal.home.urls import plain_urlpatterns

# The style guide exists where the settings ask for it: in development and in the tests.
styleguide_urls = [path("styleguide/", styleguide, name="styleguide")] if settings.PORTAL_STYLEGUIDE else []

urlpatterns = [
    path("", include((plain_urlpatterns, "plain"))),
    # Editors sign in where everybody does.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(?P<document_id>\d+)/(?P<filename>[^/]+\.(?i:mp4|webm))$", video_file, name="video-file"),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", picture, name="picture"),
    path("account/", include(plain_account_urls)),
    *i18n_patterns(
        *styleguide_urls,
        path("account/", include("portal.accounts.urls")),
        path("", include("observatory.urls")),
        path("", include("excellence.urls")),
        path("", include("internationalisation.urls")),
        path("", include("emerging.urls")),
        path("", include("portal.home.urls")),
        path("", include("portal.editorial.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = "portal.core.error_pages.bad_request"
handler403 = "portal.core.error_pages.permission_denied"
handler404 = "portal.core.error_pages.not_found"
handler429 = "portal.core.error_pages.too_many_attempts"  # asked for by allauth
handler500 = "portal.core.error_pages.server_error"
