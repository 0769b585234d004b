"""Events. When and where they take place is shared by their translations: `OccasionFields`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.events.blocks import agenda_blocks, material_blocks
from portal.editorial.events.forms import EventPageForm
from portal.editorial.events.kinds import EventStatus
from portal.editorial.events.local_times import to_local
from portal.editorial.events.presenters import present_event
from portal.editorial.events.sharing import catch_up, find_occasion, save_shared
from portal.editorial.events.translating import SharedField
from portal.editorial.json_ld import event
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.event_rows import EventQuerySet
from portal.editorial.models.occasion import SHARED_FIELDS, OccasionFields
from portal.editorial.models.subject import SubjectManager, SubjectMixin
from portal.editorial.presenters import subject_links
from portal.editorial.queries import get_subjects
from portal.registry.models import ClusterOrganisation


class EventPage(SubjectMixin, OccasionFields, PortalPage):
    """One event, on site, online or both."""

    summary = models.CharField(
        gettext_lazy("summary"), max_length=300, help_text=gettext_lazy("One or two sentences, shown in lists.")
    )
    status_reason = models.CharField(
        gettext_lazy("reason"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Of a cancellation or a new date, in one sentence. A cancelled event needs it."),
    )
    organisation = models.ForeignKey(
        ClusterOrganisation,
        verbose_name=gettext_lazy("cluster organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("The organiser, where it is a cluster organisation of the portal."),
    )
    organiser_name = models.CharField(gettext_lazy("other organiser"), max_length=200, blank=True)
    organiser_link = models.URLField(gettext_lazy("address of the other organiser"), blank=True)
    registration_link = models.URLField(gettext_lazy("registration link"), blank=True)
    capacity_note = models.CharField(
        gettext_lazy("places and costs"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("How many may come, until when to register, what it costs."),
    )
    event_languages = ArrayField(
        models.CharField(max_length=2), verbose_name=gettext_lazy("languages spoken"), default=list, blank=True
    )
    agenda = StreamField(agenda_blocks(), blank=True)
    materials = StreamField(material_blocks(), blank=True)
    recording = models.URLField(gettext_lazy("recording"), blank=True, help_text=gettext_lazy("Address of a video."))
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)
    shared_base = models.JSONField(null=True, blank=True, editable=False)  # see portal.editorial.events.sharing

    objects = SubjectManager.from_queryset(EventQuerySet)()

    base_form_class = EventPageForm
    template = "editorial/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar[list[SharedField]] = [SharedField(name) for name in SHARED_FIELDS]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                HelpPanel(gettext_lazy("When, where and state are the same in all languages of an event.")),
                FieldPanel("kind"),
                FieldPanel("time_zone"),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("all_day"),
                FieldPanel("status"),
                FieldPanel("status_reason"),
            ],
            heading=gettext_lazy("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("online_link"),
            ],
            heading=gettext_lazy("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("organiser_name"), FieldPanel("organiser_link")],
            heading=gettext_lazy("Who"),
        ),
        MultiFieldPanel(
            [FieldPanel("registration_link"), FieldPanel("capacity_note"), FieldPanel("event_languages")],
            heading=gettext_lazy("Taking part"),
        ),
        FieldPanel("body"),
        FieldPanel("agenda"),
        MultiFieldPanel([FieldPanel("materials"), FieldPanel("recording")], heading=gettext_lazy("Afterwards")),
        SubjectMixin.subject_panel,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("place"),
        index.SearchField("organiser_name"),
        index.SearchField("body"),
        index.SearchField("agenda"),
        index.FilterField("start"),
        index.FilterField("end"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False
        indexes = [
            *SubjectMixin.Meta.indexes,
            models.Index(fields=["end", "start"]),
            models.Index(fields=["start"]),
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The event ends before it starts. Check both days and times.")})
        if not self.place and not self.online_link:
            raise ValidationError({"place": _("Name a place or give an online link.")})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both latitude and longitude, or neither.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """What translations share is saved with it, unless only other fields are asked for."""

        def save() -> Any:
            return super(EventPage, self).save(*args, **kwargs)

        only = kwargs.get("update_fields")
        concerned = only is None or {"live", *SHARED_FIELDS} & set(only)
        return save_shared(self, save) if concerned else save()

    def with_content_json(self, content: dict[str, Any]) -> "EventPage":
        """A revision as of today: what was published of the event since it was written has precedence."""
        page = super().with_content_json(content)
        occasion = find_occasion(page.translation_key)
        catch_up(page, occasion)
        page.known_sequence = occasion.sequence if occasion else 0
        return page

    @cached_property
    def known_sequence(self) -> int:
        """Of the published state of the event that this page goes by."""
        occasion = find_occasion(self.translation_key)
        return occasion.sequence if occasion else 0

    @property
    def local_start(self) -> datetime:
        return to_local(self.start, self.time_zone)

    @property
    def local_end(self) -> datetime:
        return to_local(self.end, self.time_zone)

    @property
    def previous_start(self) -> datetime | None:
        """Where the event was moved: the date that was announced before, by the clock of the place. 1 query then."""
        occasion = find_occasion(self.translation_key) if self.status == EventStatus.RESCHEDULED else None
        moment = occasion.previous_start if occasion else None
        return to_local(moment, self.time_zone) if moment else None

    @property
    def organiser_title(self) -> str:
        """1 query where it is a cluster organisation and was not selected along."""
        return self.organisation.name if self.organisation else self.organiser_name

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.end < timezone.now()

    def facet_values(self) -> dict[str, Sequence[str]]:
        """What the facets of the list know of this event, for calendars after it is gone. 2 queries."""
        return {
            "kind": [self.kind],
            "topic": [topic.slug for topic in self.topics.all()],
            "country": self.places,
            "region": self.places,
            "group": [f"{group.scheme_id}:{group.code}" for group in self.industry_groups.all()],
            "language": self.event_languages,
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "event": present_event(self), "links": subject_links(get_subjects(self))}

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.summary, json_ld=event(self, request, self.previous_start))
