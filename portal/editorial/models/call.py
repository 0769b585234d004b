"""Calls for proposals. Whether one is open is computed from its dates when somebody asks."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, DateTimeField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.calls.announcing import announce
from portal.editorial.calls.forms import CallPageForm, DeadlinesPanel
from portal.editorial.calls.json_ld import grant
from portal.editorial.calls.kinds import Applicant, Partner, Status
from portal.editorial.calls.presenters import present_call
from portal.editorial.meta import page_meta
from portal.editorial.models.base import PortalPage
from portal.editorial.models.deadline import CallDeadline
from portal.editorial.models.programme import Programme
from portal.editorial.models.subject import CountriesField, SubjectManager, SubjectMixin, SubjectQuerySet
from portal.editorial.presenters import subject_links
from portal.editorial.queries import get_subjects


class CallQuerySet(SubjectQuerySet):
    def as_of(self, moment: datetime | None = None) -> "CallQuerySet":
        """With `asked_at`, `next_deadline`, `last_deadline` and `state` at `moment` (now): one clock for all of them.

        A call without any deadline is open from its opening until an editor closes it.
        """
        moment = moment or timezone.now()
        today = timezone.localdate(moment)
        own = CallDeadline.objects.filter(page=OuterRef("pk"))
        dated = self.annotate(
            asked_at=Value(moment, DateTimeField()),
            next_deadline=Subquery(own.filter(moment__gt=moment).order_by("moment").values("moment")[:1]),
            last_deadline=Subquery(own.order_by("-moment").values("moment")[:1]),
        )
        is_over = Q(is_continuous=False, next_deadline__isnull=True, last_deadline__isnull=False)
        return dated.annotate(
            state=Case(
                When(closed_on__lte=today, then=Value(Status.CLOSED)),
                When(is_over, then=Value(Status.CLOSED)),
                When(opens_on__gt=today, then=Value(Status.FORTHCOMING)),
                default=Value(Status.OPEN),
                output_field=models.CharField(),
            )
        )

    def by_deadline(self) -> "CallQuerySet":
        """Of rows with a state: what closes next, then what stays open, then what is closed, the latest first."""
        is_closed = Case(When(state=Status.CLOSED, then=1), default=0)
        next_due = Case(When(~Q(state=Status.CLOSED), then="next_deadline"))
        return self.order_by(
            is_closed,
            next_due.asc(nulls_last=True),
            models.F("last_deadline").desc(nulls_last=True),
            "-pk",
        )

    def shown(self, language: str, moment: datetime | None = None) -> "CallQuerySet":
        """Live and public calls that a reader of `language` meets, with their states, what closes next first."""
        readable = self.open_to_all().readable_in(language, settings.LANGUAGE_CODE)
        return readable.as_of(moment).by_deadline()

    def current(self) -> "CallQuerySet":
        """Of rows with a state: open and forthcoming ones."""
        return self.exclude(state=Status.CLOSED)

    def with_due(self) -> "CallQuerySet":
        """Of rows with a state: with the programme, and what lists say of the next deadline, else of the last."""
        due = Coalesce("next_deadline", "last_deadline")
        told = JSONObject(zone="time_zone", stage="stage", label="label")
        named = CallDeadline.objects.filter(page=OuterRef("pk"), moment=OuterRef("due")).values(told=told)
        return self.select_related("programme").annotate(due=due).annotate(due_named=Subquery(named[:1]))


class CallPage(SubjectMixin, PortalPage):
    """One call."""

    summary = models.CharField(
        gettext_lazy("summary"), max_length=300, help_text=gettext_lazy("One or two sentences, shown in lists.")
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name=gettext_lazy("programme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reference = models.CharField(
        gettext_lazy("reference"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("As the funder writes it. Imports recognise a call by it."),
    )
    source_link = models.URLField(
        gettext_lazy("address of the call"),
        max_length=500,
        help_text=gettext_lazy("The funder's own page, which counts where both differ. It starts with https://."),
    )
    opens_on = models.DateField(
        gettext_lazy("opens on"), null=True, blank=True, help_text=gettext_lazy("Empty if the call is open already.")
    )
    is_continuous = models.BooleanField(
        gettext_lazy("continuous"),
        default=False,
        help_text=gettext_lazy("It has no deadline, or stays open after its last one (cut-off dates)."),
    )
    closed_on = models.DateField(
        gettext_lazy("closed since"),
        null=True,
        blank=True,
        help_text=gettext_lazy("For a continuous call that ended, or one that was closed early."),
    )
    budget_eur = models.PositiveBigIntegerField(gettext_lazy("budget in all, EUR"), null=True, blank=True)
    project_from_eur = models.PositiveBigIntegerField(gettext_lazy("per project from, EUR"), null=True, blank=True)
    project_to_eur = models.PositiveBigIntegerField(gettext_lazy("per project up to, EUR"), null=True, blank=True)
    applicants = ArrayField(
        models.CharField(max_length=24, choices=Applicant),
        verbose_name=gettext_lazy("who may apply"),
        default=list,
        blank=True,
    )
    eligible_countries = CountriesField(
        verbose_name=gettext_lazy("from which countries"),
        help_text=gettext_lazy("None chosen: the call names no countries. Hold Ctrl (or Cmd) to choose several."),
    )
    partners_wanted = ArrayField(
        models.CharField(max_length=24, choices=Partner),
        verbose_name=gettext_lazy("partners wanted"),
        default=list,
        blank=True,
    )
    is_sample = models.BooleanField(
        gettext_lazy("sample"), default=False, help_text=gettext_lazy("Marks invented content as a sample.")
    )
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)

    objects = SubjectManager.from_queryset(CallQuerySet)()

    base_form_class = CallPageForm
    template = "editorial/call_page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.CallIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    shared_fields: ClassVar[tuple[str, ...]] = (
        "programme", "reference", "source_link", "opens_on", "is_continuous", "closed_on", "budget_eur",
        "project_from_eur", "project_to_eur", "applicants", "eligible_countries", "partners_wanted", "deadlines",
    )  # fmt: skip
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("programme"), FieldPanel("reference"), FieldPanel("source_link")],
            heading=gettext_lazy("Source"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(gettext_lazy("Whether the call is open, forthcoming or closed follows from these dates.")),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closed_on")]),
                FieldPanel("is_continuous"),
                DeadlinesPanel("deadlines", label=gettext_lazy("Deadline"), heading=gettext_lazy("Deadlines")),
            ],
            heading=gettext_lazy("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("budget_eur"),
                FieldRowPanel([FieldPanel("project_from_eur"), FieldPanel("project_to_eur")]),
            ],
            heading=gettext_lazy("Budget"),
        ),
        MultiFieldPanel(
            [FieldPanel("applicants"), FieldPanel("eligible_countries"), FieldPanel("partners_wanted")],
            heading=gettext_lazy("Who"),
        ),
        FieldPanel("body"),
        SubjectMixin.subject_panel,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("reference"),
        index.SearchField("programme_name"),
        index.SearchField("body"),
    ]

    class Meta(SubjectMixin.Meta):
        abstract = False
        verbose_name = gettext_lazy("call")
        verbose_name_plural = gettext_lazy("calls")
        indexes = [*SubjectMixin.Meta.indexes, models.Index(fields=["reference"])]

    @property
    def programme_name(self) -> str:
        """1 query where the programme was not selected along."""
        return self.programme.local_name if self.programme else ""

    def clean(self) -> None:
        super().clean()
        faults = {}
        if self.source_link and not self.source_link.startswith("https://"):
            faults["source_link"] = _("The address starts with https://, so that readers reach the funder safely.")
        if self.opens_on and self.closed_on and self.closed_on < self.opens_on:
            faults["closed_on"] = _("The call is closed before it opens. Check both days.")
        faults |= self._budget_faults()
        if faults:
            raise ValidationError(faults)

    def _budget_faults(self) -> dict[str, str]:
        least, most, in_all = self.project_from_eur, self.project_to_eur, self.budget_eur
        if least is not None and most is not None and least > most:
            return {"project_to_eur": _("A project gets at least more than at most. Check both amounts.")}
        if in_all is not None and (most or least or 0) > in_all:
            return {"budget_eur": _("One project may get more than the call has in all. Check the amounts.")}
        return {}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Calendars are told of what changed in the deadlines of a live call."""
        with transaction.atomic():
            saved = super().save(*args, **kwargs)
            if self.live and kwargs.get("update_fields") is None:
                announce(self)
        return saved

    def facet_values(self) -> dict[str, list[str]]:
        """What the facets of the list know of this call, for calendars after it is gone. 3 queries."""
        return {
            "programme": [self.programme.slug] if self.programme else [],
            "who": list(self.applicants),
            "partner": list(self.partners_wanted),
            "topic": [topic.slug for topic in self.topics.all()],
            "country": list(self.places),
            "region": list(self.places),
            "group": [f"{group.scheme_id}:{group.code}" for group in self.industry_groups.all()],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        call = present_call(self, list(self.deadlines.all()), timezone.now())
        return {**context, "call": call, "links": subject_links(get_subjects(self))}

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.summary, json_ld=grant(self, request))
