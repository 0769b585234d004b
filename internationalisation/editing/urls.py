"""Addresses of those who write a profile."""

from django.urls import URLPattern, URLResolver, path

from internationalisation.editing.views import begin, overview, step

ONE = "account/organisations/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/organisations/new/", begin.begin, name="new-organisation"),
    path("account/organisations/map-<str:country>.svg", begin.map_of_country, name="edit-map"),
    path(f"{ONE}edit/check/", overview.check, name="edit-check"),
    path(f"{ONE}edit/<slug:step>/", step.edit, name="edit"),
    path(f"{ONE}history/", overview.history, name="history"),
    path(f"{ONE}history/<int:revision>/restore/", overview.restore, name="restore"),
]
