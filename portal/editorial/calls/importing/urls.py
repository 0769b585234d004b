"""Addresses of the desk of imports inside the site's administration."""

from django.urls import path

from portal.editorial.calls.importing import views

app_name = "call_imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("mapping.toml", views.mapping, name="mapping"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
