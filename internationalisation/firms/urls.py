"""Member firms, beside the profiles of organisations."""

from django.urls import URLPattern, URLResolver, path

from internationalisation.firms.figures.views import decide_figures, figures
from internationalisation.firms.views import member_search, members

urlpatterns: list[URLPattern | URLResolver] = [
    path("clusters/members/", member_search, name="member-search"),
    path("clusters/<slug:slug>-<int:pk>/members/", members, name="members"),
    path("account/organisations/<int:pk>/figures/", figures, name="firm-figures"),
    path("account/organisations/<int:pk>/figures/<int:firm_pk>/", decide_figures, name="decide-figures"),
]
