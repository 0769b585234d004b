"""Pages that the law asks a public site to have: privacy, cookies, accessibility, and the way to its editors."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.core.cookies import cookies
from portal.core.page import PageMeta
from portal.editorial.blocks import BODY_LIMITS, body_blocks
from portal.editorial.contact.forms import ContactForm
from portal.editorial.legal.base import Ground, legal_base
from portal.editorial.legal.presenters import cookie_table, statement_facts
from portal.editorial.meta import page_meta, page_path
from portal.editorial.models.base import PortalPage

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class LeadPage(PortalPage):
    """A page with one sentence as lead and a body."""

    lead = models.CharField(gettext_lazy("lead"), max_length=300, help_text=gettext_lazy("One sentence."))
    body = StreamField(body_blocks(), blank=True, block_counts=BODY_LIMITS)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        abstract = True

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.lead)


class PrivacyPage(LeadPage):
    """What holds for all personal data; below it stands one statement for each processing operation."""

    template = "editorial/privacy_page.html"
    subpage_types: ClassVar[list[str]] = ["editorial.ProcessingPage"]
    max_count_per_parent = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        statements = self.get_children().live().type(ProcessingPage).specific()
        rows = [{"title": page.title, "lead": page.lead, "url": page_path(page)} for page in statements]
        return {**context, "base": legal_base(), "statements": rows}


class ProcessingPage(LeadPage):
    """The privacy statement of one processing operation. Articles and rights follow from the portal's legal base."""

    ground = models.CharField(
        gettext_lazy("why it is lawful"), max_length=12, choices=Ground.choices, default=Ground.TASK
    )
    data = RichTextField(gettext_lazy("which data"), features=TEXT_FEATURES)
    recipients = RichTextField(gettext_lazy("who sees them"), features=TEXT_FEATURES)
    retention = RichTextField(gettext_lazy("how long they are kept"), features=TEXT_FEATURES)

    template = "editorial/processing_page.html"
    parent_page_types: ClassVar[list[str]] = ["editorial.PrivacyPage"]
    shared_fields: ClassVar[tuple[str, ...]] = ("ground",)
    content_panels = [
        *LeadPage.content_panels,
        FieldPanel("ground"),
        FieldPanel("data"),
        FieldPanel("recipients"),
        FieldPanel("retention"),
    ]
    search_fields = [
        *LeadPage.search_fields,
        index.SearchField("data"),
        index.SearchField("recipients"),
        index.SearchField("retention"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        base = legal_base()
        return {
            **super().get_context(request, *args, **kwargs),
            "base": base,
            "ground": base.grounds[Ground(self.ground)],
            "ground_name": Ground(self.ground).label,
        }


class CookiesPage(LeadPage):
    """Which cookies there are: written by the code that sets them, never typed."""

    template = "editorial/cookies_page.html"
    max_count_per_parent = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "table": cookie_table(cookies())}


class AccessibilityPage(LeadPage):
    """The accessibility statement after the model of Implementing Decision (EU) 2018/1523."""

    class Status(models.TextChoices):
        FULL = "full", gettext_lazy("Fully compliant")
        PARTIAL = "partial", gettext_lazy("Partially compliant")
        NONE = "none", gettext_lazy("Not compliant")

    class Method(models.TextChoices):
        SELF = "self", gettext_lazy("Self-assessment")
        OTHER = "other", gettext_lazy("Assessment by a third party")

    legislation = models.CharField(gettext_lazy("legislation"), max_length=200, default="Directive (EU) 2016/2102")
    standard = models.CharField(gettext_lazy("standard"), max_length=200, default="EN 301 549 V3.2.1, WCAG 2.2 (AA)")
    status = models.CharField(gettext_lazy("compliance"), max_length=8, choices=Status, default=Status.PARTIAL)
    non_compliance = RichTextField(gettext_lazy("non-compliance"), features=TEXT_FEATURES, blank=True)
    burden = RichTextField(gettext_lazy("disproportionate burden"), features=TEXT_FEATURES, blank=True)
    out_of_scope = RichTextField(gettext_lazy("outside the legislation"), features=TEXT_FEATURES, blank=True)
    prepared_on = models.DateField(gettext_lazy("prepared on"))
    reviewed_on = models.DateField(gettext_lazy("last reviewed on"), null=True, blank=True)
    method = models.CharField(gettext_lazy("method"), max_length=5, choices=Method, default=Method.SELF)
    answer_days = models.PositiveSmallIntegerField(gettext_lazy("days until an answer"), default=15)
    enforcement = RichTextField(gettext_lazy("enforcement procedure"), features=TEXT_FEATURES)

    template = "editorial/accessibility_page.html"
    max_count_per_parent = 1
    shared_fields: ClassVar[tuple[str, ...]] = (
        "legislation", "standard", "status", "prepared_on", "reviewed_on", "method", "answer_days",
    )  # fmt: skip
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("legislation"), FieldPanel("standard"), FieldPanel("status")],
            heading=gettext_lazy("Compliance"),
        ),
        MultiFieldPanel(
            [FieldPanel("non_compliance"), FieldPanel("burden"), FieldPanel("out_of_scope")],
            heading=gettext_lazy("Non-accessible content"),
        ),
        MultiFieldPanel(
            [FieldPanel("prepared_on"), FieldPanel("reviewed_on"), FieldPanel("method")],
            heading=gettext_lazy("Preparation"),
        ),
        MultiFieldPanel([FieldPanel("answer_days")], heading=gettext_lazy("Feedback")),
        FieldPanel("enforcement"),
        FieldPanel("body"),
    ]
    search_fields = [
        *LeadPage.search_fields,
        *(index.SearchField(name) for name in ("non_compliance", "burden", "out_of_scope", "enforcement")),
    ]

    def clean(self) -> None:
        super().clean()
        if self.status != self.Status.FULL and not (self.non_compliance or self.burden or self.out_of_scope):
            raise ValidationError({"non_compliance": _("Say what is not accessible, and why.")})
        if self.reviewed_on and self.prepared_on and self.reviewed_on < self.prepared_on:
            raise ValidationError({"reviewed_on": _("The review comes before the statement was prepared.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "statement": statement_facts(self)}


class ContactPage(LeadPage):
    """Whom to ask what, and a form to the editors."""

    template = "editorial/contact_page.html"
    max_count_per_parent = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        form = ContactForm(initial={"kind": "contact", "address": request.GET.get("about", "")[:500]})
        return {**super().get_context(request, *args, **kwargs), "form": form}
