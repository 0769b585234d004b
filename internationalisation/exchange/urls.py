"""Addresses of imports and exports, on the managers' side."""

from django.urls import URLPattern, URLResolver, path, re_path

from internationalisation.exchange import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/organisations/import/", views.imports, name="imports"),
    path("account/organisations/import/template.csv", views.template, name="import-template"),
    path("account/organisations/import/<int:pk>/", views.detail, name="import"),
    path("account/organisations/import/<int:pk>/confirm/", views.confirm, name="confirm-import"),
    path("account/organisations/import/<int:pk>/delete/", views.delete, name="delete-import"),
    re_path(r"^account/organisations/export\.(?P<suffix>csv|xlsx)$", views.download, name="export"),
]
