"""Addresses of the desk of schemes inside the site's administration."""

from django.urls import path

from observatory.lenses import views

app_name = "uploaded_schemes"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/open/", views.open_to_public, name="open"),
    path("<slug:code>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:code>/delete/", views.delete, name="delete"),
]
