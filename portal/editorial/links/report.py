"""The report of links in the site's administration: what is broken, where it stands, since when."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from portal.editorial.links.actions.runs import begin_check, check_again
from portal.editorial.models.link import Link, LinkCheck

PERMISSION = "editorial.view_link"
BAD = (Link.State.BROKEN, Link.State.TIMEOUT, Link.State.REDIRECTED, Link.State.REFUSED, Link.State.CLOSED)


class LinkFilterSet(WagtailFilterSet):
    """By result, kind, place and age."""

    state = django_filters.MultipleChoiceFilter(label=gettext_lazy("Result"), choices=Link.State)
    place = django_filters.CharFilter(
        label=gettext_lazy("Page or snippet"), field_name="uses__title", lookup_expr="icontains", distinct=True
    )
    since = django_filters.DateFilter(
        label=gettext_lazy("In this state since, or longer"),
        field_name="since",
        lookup_expr="date__lte",
        widget=AdminDateInput,
    )

    class Meta:
        model = Link
        fields = ["state", "kind", "place", "since"]


class LinkReport(ReportView):
    """Everything that does not simply work; with the filter on the result also the rest."""

    model = Link
    page_title = gettext_lazy("Links")
    header_icon = "link"
    filterset_class = LinkFilterSet
    index_url_name = "link_report:index"
    index_results_url_name = "link_report:results"
    template_name = "wagtailadmin/digest/links.html"
    results_template_name = "wagtailadmin/digest/links_results.html"
    permission_required = PERMISSION
    default_ordering = "since"
    list_export = ["url", "get_kind_display", "get_state_display", "status", "target", "problem", "since", "places"]
    export_headings = {
        "url": gettext_lazy("Link"),
        "get_kind_display": gettext_lazy("Kind"),
        "get_state_display": gettext_lazy("Result"),
        "status": gettext_lazy("Status"),
        "target": gettext_lazy("Leads to"),
        "problem": gettext_lazy("Problem"),
        "since": gettext_lazy("Since"),
        "places": gettext_lazy("Stands in"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_can_read_links(request.user)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[Link]":
        return Link.objects.prefetch_related("uses__place").order_by("since", "pk")

    def get_queryset(self) -> "QuerySet[Link]":
        rows = self.get_base_queryset()
        return rows if self.request.GET.getlist("state") else rows.filter(state__in=BAD)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Each place with the address where it is edited."""
        finder = AdminURLFinder(self.request.user)
        for link in object_list:
            link.shown_places = [
                (use.title, finder.get_edit_url(use.place) if use.place else "") for use in link.uses.all()
            ]
            link.places = "; ".join(title for title, _url in link.shown_places)
        return object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "run": LinkCheck.objects.first()}


def check_can_read_links(user: Any) -> None:
    """Editors, moderators and administrators. Raises PermissionDenied."""
    if not can_read_links(user):
        raise PermissionDenied(_("The report of links is for those who write pages."))


def can_read_links(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


@require_POST
def check_all(request: HttpRequest) -> HttpResponse:
    check_can_read_links(request.user)
    if begin_check(is_asked=True):
        messages.success(request, _("All links are being checked. This may take some minutes."))
    else:
        messages.warning(request, _("A check goes on already: look again in some minutes."))
    return HttpResponseRedirect(reverse("link_report:index"))


@require_POST
def check_one_again(request: HttpRequest, pk: int) -> HttpResponse:
    check_can_read_links(request.user)
    link = get_object_or_404(Link, pk=pk)
    check_again(link=link)
    messages.success(request, _("The link is being checked: %(url)s") % {"url": link.url[:100]})
    return HttpResponseRedirect(reverse("link_report:index"))
