"""Plain addresses of the editorial portal: feeds, calendars, downloads and forms. Wagtail answers the pages."""

from django.urls import URLPattern, URLResolver, path

from portal.editorial.views.news import news_feed

app_name = "editorial"

urlpatterns: list[URLPattern | URLResolver] = [
    path("news/feed.atom", news_feed, name="news-feed"),
]
