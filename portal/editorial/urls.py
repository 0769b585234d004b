"""Plain addresses of the editorial portal: feeds, calendars, downloads and forms. Wagtail answers the pages."""

from django.urls import URLPattern, URLResolver

app_name = "editorial"

urlpatterns: list[URLPattern | URLResolver] = []
