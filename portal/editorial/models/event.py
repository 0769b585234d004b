"""Events: an index of upcoming and past ones, and the events."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.errors import BadChoice
from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.json_ld import event
from portal.editorial.meta import page_meta, page_path
from portal.editorial.models.base import PortalPage
from portal.editorial.models.subject import SubjectManager, SubjectMixin, SubjectQuerySet
from portal.editorial.pagination import paginate
from portal.editorial.presenters import event_item, event_times, subject_links
from portal.editorial.queries import get_subjects

UPCOMING, PAST = "upcoming", "past"

TIME_ZONES = (
    "Europe/Brussels",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Europe/Athens",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "UTC",
)


class EventIndexPage(PortalPage):
    """Upcoming events, nearest first; past ones under `?when=past`, latest first."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300, blank=True)

    template = "editorial/event_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["editorial.EventPage"]
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        when = request.GET.get("when") or UPCOMING
        if when not in (UPCOMING, PAST):
            raise BadChoice("when", when, (UPCOMING, PAST))
        language = get_language() or settings.LANGUAGE_CODE
        listed = EventPage.objects.past(language) if when == PAST else EventPage.objects.upcoming(language)
        items, pagination = paginate(listed, request.GET, page_path(self), {"when": PAST} if when == PAST else {})
        rows = [event_item(item) for item in items]
        context = super().get_context(request, *args, **kwargs)
        return {**context, "rows": rows, "pagination": pagination, "is_past": when == PAST}


class EventQuerySet(SubjectQuerySet):
    def shown(self, language: str) -> "EventQuerySet":
        """Live and public events that a reader of `language` meets."""
        return self.open_to_all().readable_in(language, settings.LANGUAGE_CODE)

    def upcoming(self, language: str) -> "EventQuerySet":
        """Events that have not ended, nearest first."""
        return self.shown(language).filter(end__gte=timezone.now()).order_by("start", "pk")

    def past(self, language: str) -> "EventQuerySet":
        return self.shown(language).filter(end__lt=timezone.now()).order_by("-start", "-pk")


class EventPage(SubjectMixin, PortalPage):
    """One event, on site, online or both."""

    start = models.DateTimeField(gettext_lazy("start"), help_text=gettext_lazy("In the time of Brussels."))
    end = models.DateTimeField(gettext_lazy("end"), help_text=gettext_lazy("In the time of Brussels."))
    time_zone = models.CharField(
        gettext_lazy("time zone"),
        max_length=40,
        choices=[(zone, zone) for zone in TIME_ZONES],
        default=TIME_ZONES[0],
        help_text=gettext_lazy("Readers see start and end in the time of the place."),
    )
    place = models.CharField(
        gettext_lazy("place"), max_length=200, blank=True, help_text=gettext_lazy("Venue and town; empty if online.")
    )
    online_link = models.URLField(gettext_lazy("online link"), blank=True)
    summary = models.CharField(
        gettext_lazy("summary"), max_length=300, help_text=gettext_lazy("One or two sentences, shown in lists.")
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)

    objects = SubjectManager.from_queryset(EventQuerySet)()

    template = "editorial/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("start"), FieldPanel("end"), FieldPanel("time_zone")], heading=gettext_lazy("When")
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("online_link")], heading=gettext_lazy("Where")),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("region_codes"), FieldPanel("industry_groups")], heading=gettext_lazy("What it is about")
        ),
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("place"),
        index.SearchField("body"),
        index.FilterField("start"),
        index.FilterField("end"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The event ends before it starts.")})
        if not self.place and not self.online_link:
            raise ValidationError({"place": _("Name a place or give an online link.")})

    @property
    def local_start(self) -> datetime:
        return self.start.astimezone(ZoneInfo(self.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.end.astimezone(ZoneInfo(self.time_zone))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "item": event_item(self),
            "times": event_times(self),
            "links": subject_links(get_subjects(self)),
        }

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.summary, json_ld=event(self, request))
