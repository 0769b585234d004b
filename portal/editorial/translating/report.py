"""The overview of translations in the editors' desk: pages by languages, with CSV and XLSX."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from portal.core.languages import name_in
from portal.editorial.translating.overview import Standing, State, languages, originals, pages_in_state, standings

NAMED_COLUMNS = 6
STATES = {
    State.UP_TO_DATE: gettext_lazy("up to date"),
    State.STALE: gettext_lazy("stale"),
    State.IN_PROGRESS: gettext_lazy("in progress"),
    State.MISSING: gettext_lazy("missing"),
}


def language_choices() -> list[tuple[str, str]]:
    return [(code, name_in(code)) for code in languages()]


class OverviewFilters(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=language_choices, method="in_language", empty_label=gettext_lazy("All")
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State (in the chosen language)"), choices=list(STATES.items()), method="in_state"
    )
    content_type = ContentTypeFilter(
        label=gettext_lazy("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def in_language(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """Chooses the column; every page has a state in it."""
        return pages.exclude(locale__language_code=value)

    def in_state(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        code = self.form.cleaned_data.get("language")
        return pages.filter(pk__in=pages_in_state(pages, code, value)) if code else pages


class TitleColumn(Column):
    """The original, with the way to edit it."""

    cell_template_name = "editorial/admin/original_cell.html"


class StandingColumn(Column):
    """How the page of a row stands in one language; leads to the translation, or to the form that submits it."""

    cell_template_name = "editorial/admin/standing_cell.html"

    def get_value(self, instance: Page) -> Standing | None:
        return instance.standings.get(self.name)

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "text": standing_text(context["value"]), "language": self.name}


def standing_text(standing: Standing | None) -> str:
    """ "up to date", "stale since 12 November 2026"; empty for the page's own language."""
    if standing is None:
        return ""
    if standing.since is None:
        return str(STATES[standing.state])
    return _("stale since %(day)s") % {"day": date_format(standing.since, "DATE_FORMAT")}


class TranslationsOverview(ReportView):
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations_overview"
    index_results_url_name = "translations_overview_results"
    filterset_class = OverviewFilters
    permission_policy = page_permission_policy
    any_permission_required = ("add", "change", "publish")
    default_ordering = "path"
    export_filename = "translations"
    is_searchable = False

    def get_queryset(self) -> QuerySet[Page]:
        mine = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "publish"])
        return originals().filter(pk__in=mine.values("pk")).select_related("locale", "content_type")

    @cached_property
    def shown(self) -> list[str]:
        """The chosen language, or all of them."""
        known, chosen = languages(), self.request.GET.get("language", "")
        return [chosen] if chosen in known else known

    @cached_property
    def columns(self) -> list[Column]:
        first = TitleColumn("title", label=_("Page"), accessor="title")
        kind = Column("type", label=_("Type"), accessor=lambda page: page.page_type_display_name)
        published = Column("published", label=_("Published"), accessor=_published)
        return [first, kind, published, *(StandingColumn(code, label=self._heading(code)) for code in self.shown)]

    def _heading(self, code: str) -> str:
        """Names where they find room, codes where many languages stand side by side."""
        return name_in(code) if len(self.shown) <= NAMED_COLUMNS else code.upper()

    def decorate_paginated_queryset(self, object_list: Iterable[Page]) -> list[Page]:
        decorated = []
        for page, found in standings(object_list, self.shown):
            page.standings = found
            decorated.append(page)
        return decorated

    @property
    def list_export(self) -> list[str]:
        return ["title", "type", "path", "published", *self.shown]

    def get_heading(self, queryset: Any, field: str) -> str:
        fixed = {"title": _("Page"), "type": _("Type"), "path": _("Address"), "published": _("Published")}
        return fixed.get(field) or name_in(field)

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        return {
            "title": item.title,
            "type": item.page_type_display_name,
            "path": item.url_path,
            "published": _published(item),
        } | {code: standing_text(item.standings.get(code)) for code in self.shown}


def _published(page: Page) -> str:
    return date_format(page.last_published_at, "DATE_FORMAT") if page.last_published_at else ""
