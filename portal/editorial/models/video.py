"""Videos of clusters: a list and its items, self-hosted or played by another site after consent."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.core.uploads.documents import VIDEOS
from portal.core.uploads.refusal import suffix_of
from portal.editorial.languages import language_choices, language_name
from portal.editorial.listing import ChoiceFacet, Facets, Narrowed, subject_facets
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.subject import SubjectManager, SubjectMixin, SubjectQuerySet
from portal.editorial.presenters import subject_links
from portal.editorial.queries import get_subjects
from portal.editorial.videos.blocks import CaptionTrackBlock
from portal.editorial.videos.json_ld import video_object
from portal.editorial.videos.players import framed, players
from portal.editorial.videos.presenters import POSTER, VideoRow, present_video, video_row


def today() -> date:
    return timezone.localdate()


class VideoQuerySet(SubjectQuerySet):
    def shown(self, language: str) -> "VideoQuerySet":
        """Live and public videos that a reader of `language` meets, newest first."""
        readable = self.open_to_all().readable_in(language, settings.LANGUAGE_CODE)
        return readable.order_by("-date", "-pk")

    def with_posters(self) -> "VideoQuerySet":
        """2 queries more for all posters and their small pictures."""
        return self.prefetch_related(Prefetch("poster", queryset=Image.objects.prefetch_renditions(POSTER)))


class VideoIndexPage(ListPage):
    """All videos, newest first, narrowed by what they are about and the language spoken."""

    template = "editorial/videos/index.html"
    subpage_types: ClassVar[list[str]] = ["editorial.VideoPage"]
    facets = Facets(
        (
            *subject_facets(),
            ChoiceFacet(
                name="spoken", label=lambda: _("Language spoken"), field="spoken_language", choices=language_choices
            ),
        )
    )

    def get_rows(self, language: str) -> VideoQuerySet:
        return VideoPage.objects.shown(language).with_posters()

    def present_row(self, row: "VideoPage") -> VideoRow:
        return video_row(row)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list on paper holds every page of what is chosen."""
        context = super().get_context(request, *args, **kwargs)
        paper = Narrowed(context["narrowed"].pairs).address(reverse("editorial:videos-pdf"))
        return {**context, "paper_url": paper}


class VideoPage(SubjectMixin, PortalPage):
    """One video. Its transcript is part of it: who cannot see or hear it reads it."""

    date = models.DateField(gettext_lazy("date"), default=today)
    summary = models.CharField(
        gettext_lazy("what it shows"), max_length=300, help_text=gettext_lazy("One or two sentences, shown in lists.")
    )
    duration = models.DurationField(gettext_lazy("duration"), help_text=gettext_lazy("Minutes and seconds: 03:25."))
    spoken_language = models.CharField(
        gettext_lazy("language spoken"), max_length=3, choices=language_choices, blank=True
    )
    poster = models.ForeignKey(
        Image,
        verbose_name=gettext_lazy("poster"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=gettext_lazy("A still picture, shown before the video plays."),
    )
    poster_alt = models.CharField(
        gettext_lazy("alternative text"),
        max_length=250,
        help_text=gettext_lazy("What the poster shows, for readers who cannot see it."),
    )
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=gettext_lazy("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("An MP4 or WebM file that the portal plays itself."),
    )
    captions = StreamField([("track", CaptionTrackBlock())], verbose_name=gettext_lazy("captions"), blank=True)
    external_url = models.URLField(
        gettext_lazy("address on another site"),
        blank=True,
        help_text=gettext_lazy("Plays after readers agree that the other site learns of them."),
    )
    transcript = RichTextField(
        gettext_lazy("transcript"),
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=gettext_lazy("Everything that is said, and what is shown without being said."),
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )

    objects = SubjectManager.from_queryset(VideoQuerySet)()

    template = "editorial/videos/page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.VideoIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    shared_fields: ClassVar[tuple[str, ...]] = (
        "date", "duration", "spoken_language", "poster", "file", "captions", "external_url", "is_sample",
    )  # fmt: skip
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("duration"), FieldPanel("spoken_language")], heading=gettext_lazy("About")
        ),
        MultiFieldPanel([FieldPanel("poster"), FieldPanel("poster_alt")], heading=gettext_lazy("Poster")),
        MultiFieldPanel(
            [FieldPanel("file"), FieldPanel("captions"), FieldPanel("external_url")], heading=gettext_lazy("Video")
        ),
        FieldPanel("transcript"),
        SubjectMixin.subject_panel,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("transcript"),
        index.FilterField("date"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False

    def clean(self) -> None:
        super().clean()
        faults = {**self._faults_of_source(), **self._faults_of_captions()}
        if self.duration is not None and self.duration <= timedelta(0):
            faults["duration"] = _("Say how long the video is.")
        if self.transcript and not strip_tags(self.transcript).strip():
            faults["transcript"] = _("Write down what is said and shown: who cannot see or hear the video reads it.")
        if faults:
            raise ValidationError(faults)

    def _faults_of_source(self) -> dict[str, str]:
        if bool(self.file_id) == bool(self.external_url):
            return {"file": _("Choose a file or give an address on another site, one of both.")}
        if self.file_id and suffix_of(self.file.filename) not in VIDEOS:
            return {"file": _("Choose an MP4 or WebM file.")}
        if self.external_url and framed(self.external_url) is None:
            names = ", ".join(player.name for player in players())
            return {"external_url": _("This is no address of a video of one of: %(names)s.") % {"names": names}}
        return {}

    def _faults_of_captions(self) -> dict[str, str]:
        """A video without speech has none; of another site's video the other site shows them."""
        if any(suffix_of(track.value["file"].filename) != "vtt" for track in self.captions if track.value["file"]):
            return {"captions": _("Captions are WebVTT files, whose names end in .vtt.")}
        if self.file_id and self.spoken_language and not self.captions:
            return {"captions": _("Add captions, or leave the language spoken empty where nobody speaks in the video.")}
        return {}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The only pages that may hold a frame of another site, and only of the site whose video it is."""
        response = super().serve(request, *args, **kwargs)
        frame = framed(self.external_url)
        if frame:
            response._csp_update = {"frame-src": [f"https://{frame.host}"]}  # type: ignore[attr-defined] (django-csp's)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "video": present_video(self),
            "links": subject_links(get_subjects(self)),
        }

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.summary, json_ld=video_object(self, request))

    @property
    def spoken(self) -> str:
        """Name of the language spoken; empty where nobody speaks."""
        return language_name(self.spoken_language) if self.spoken_language else ""
