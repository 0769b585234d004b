"""The public page of an organisation, messages to it, and its members' view of them."""

from django.urls import URLPattern, URLResolver, path

from internationalisation.profiles.contact.views import contact, contact_thanks, messages
from internationalisation.profiles.views import profile, profile_map

urlpatterns: list[URLPattern | URLResolver] = [
    path("clusters/<slug:slug>-<int:pk>/", profile, name="profile"),
    path("clusters/<slug:slug>-<int:pk>/map.svg", profile_map, name="profile-map"),
    path("clusters/<slug:slug>-<int:pk>/contact/", contact, name="contact"),
    path("clusters/<slug:slug>-<int:pk>/contact/sent/", contact_thanks, name="contact-thanks"),
    path("account/organisations/<int:pk>/messages/", messages, name="messages"),
]
