"""Member firms, beside the profiles of organisations."""

from django.urls import URLPattern, URLResolver, path

from internationalisation.firms.views import member_search, members

urlpatterns: list[URLPattern | URLResolver] = [
    path("clusters/members/", member_search, name="member-search"),
    path("clusters/<slug:slug>-<int:pk>/members/", members, name="members"),
]
