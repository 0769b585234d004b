"""Addresses of the digest's desk inside the site's administration."""

from django.urls import path, re_path

from portal.editorial.digest import desk

app_name = "digest_desk"
urlpatterns = [
    path("", desk.index, name="index"),
    path("compose/", desk.compose, name="compose"),
    path("<slug:slug>/", desk.detail, name="detail"),
    path("<slug:slug>/preview/", desk.preview, name="preview"),
    path("<slug:slug>/test/", desk.send_test, name="test"),
    re_path(r"^(?P<slug>[\d-]+)/(?P<step>send|pause|resume|cancel|send-again)/$", desk.move, name="move"),
]
