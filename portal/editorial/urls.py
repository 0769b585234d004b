"""Plain addresses of the editorial portal: feeds, calendars, downloads and forms. Wagtail answers the pages."""

from django.urls import URLPattern, URLResolver, path, re_path

from portal.editorial.calls import views as calls
from portal.editorial.contact.views import feedback, feedback_thanks
from portal.editorial.events import views as events
from portal.editorial.events.proposals import views as proposals
from portal.editorial.glossary.views import glossary
from portal.editorial.library import views as library
from portal.editorial.videos.views import videos_pdf
from portal.editorial.views import digest
from portal.editorial.views.news import news_feed

app_name = "editorial"

urlpatterns: list[URLPattern | URLResolver] = [
    path("calls/feed.atom", calls.calls_feed, name="calls-feed"),
    path("calls/deadlines.ics", calls.calls_calendar, name="calls-calendar"),
    path("calls/<slug:slug>/deadlines.ics", calls.call_calendar, name="call-calendar"),
    path("events/propose/", proposals.propose, name="propose-event"),
    path("events/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("events/proposals/<int:pk>/change/", proposals.change, name="change-proposal"),
    path("events/proposals/<int:pk>/withdraw/", proposals.withdraw, name="withdraw-proposal"),
    path("events/feed.atom", events.events_feed, name="events-feed"),
    path("events/feed.ics", events.events_calendar, name="events-calendar"),
    path("events/<slug:slug>/event.ics", events.event_calendar, name="event-calendar"),
    path("events/europe.svg", events.events_land, name="events-land"),
    path("events/<slug:slug>/map.svg", events.event_map, name="event-map"),
    path("glossary/", glossary, name="glossary"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/thanks/", feedback_thanks, name="feedback-thanks"),
    path("library/feed.atom", library.library_feed, name="library-feed"),
    path("library/<slug:slug>.bib", library.citation, {"suffix": "bib"}, name="library-bibtex"),
    path("library/<slug:slug>.ris", library.citation, {"suffix": "ris"}, name="library-ris"),
    path("glossary/", glossary, name="glossary"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/thanks/", feedback_thanks, name="feedback-thanks"),
    path("news/feed.atom", news_feed, name="news-feed"),
    path("videos.pdf", videos_pdf, name="videos-pdf"),
    path("digest/", digest.digest, name="digest"),
    path("digest/sent/", digest.sent, name="digest-sent"),
    path("digest/feed.atom", digest.feed, name="digest-feed"),
    re_path(r"^digest/(?P<slug>\d{4}-\d{2})/$", digest.issue, name="digest-issue"),
    path("digest/confirm/<str:token>/", digest.confirm_subscription, name="digest-confirm"),
    path("digest/preferences/<str:token>/", digest.preferences, name="digest-preferences"),
    path("digest/unsubscribe/<str:token>/", digest.end_subscription, name="digest-unsubscribe"),
    path("digest/one-click/<str:token>/", digest.one_click, name="digest-one-click"),
]
