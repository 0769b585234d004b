"""Addresses of the section: the directory and its profiles, and what managers and reviewers do with them."""

from django.urls import URLPattern, URLResolver, path

from internationalisation import views
from internationalisation.directory.urls import urlpatterns as directory
from internationalisation.editing.urls import urlpatterns as editing
from internationalisation.exchange.urls import urlpatterns as exchange
from internationalisation.firms.urls import urlpatterns as firms
from internationalisation.people.urls import urlpatterns as people
from internationalisation.profiles.urls import urlpatterns as profiles
from internationalisation.review.urls import urlpatterns as review

app_name = "internationalisation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("internationalisation/", views.landing, name="landing"),
    *directory,
    *profiles,
    *firms,
    *exchange,
    *people,
    *review,
    *editing,
]
