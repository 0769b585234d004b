"""Addresses of the roof. `plain_urlpatterns` stand before the languages, for they have none."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from portal.home.sitemaps import SITEMAPS
from portal.home.views import mail, personal, personal_data, picture, plain, search

app_name = "home"

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggestions, name="suggest"),
    path("account/", personal.personal, name="personal"),
    path("account/data/", personal_data.personal_data, name="personal-data"),
    path("account/data/download/", personal_data.download, name="download-personal-data"),
    path("account/data/delete/", personal_data.delete, name="delete-account"),
    path("account/views/", personal.keep, name="keep-view"),
    path("account/views/<int:pk>/rename/", personal.rename, name="rename-view"),
    path("account/views/<int:pk>/delete/", personal.forget, name="forget-view"),
    path("account/views/<int:pk>/alerts/", personal.alert, name="alert-view"),
]

if settings.PORTAL_STYLEGUIDE:
    urlpatterns.append(path("styleguide/mail/", mail.written_mail, name="mail"))

plain_urlpatterns: list[URLPattern | URLResolver] = [
    path("readyz", plain.readyz, name="readyz"),
    path("map.svg", picture.small_map, name="map"),
    path("favicon.ico", plain.favicon, name="favicon"),
    path("robots.txt", plain.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "plain:sitemap-section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap-section",
    ),
]
