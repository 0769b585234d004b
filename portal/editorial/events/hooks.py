"""Editors choose the organiser of an event among the published cluster organisations, by name."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.registry.models import ClusterOrganisation


class NameForm(BaseFilterForm):
    """Search by a part of the name."""

    q = forms.CharField(label=_("Name"), required=False)

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        self.search_query = self.cleaned_data["q"].strip()
        self.is_searching = bool(self.search_query)
        return objects.filter(name__icontains=self.search_query) if self.is_searching else objects


class PublicChosen(ChosenView):
    """Tells the name of what is public alone, whatever number somebody asks for."""

    def get_object(self, pk: Any) -> ClusterOrganisation:
        return ClusterOrganisation.objects.public().get(pk=pk)


class PublicChosenMultiple(ChosenMultipleView):
    def get_objects(self, pks: Any) -> "QuerySet[ClusterOrganisation]":
        return ClusterOrganisation.objects.public().filter(pk__in=pks)


class OrganisationChooser(ChooserViewSet):
    model = ClusterOrganisation
    icon = "group"
    choose_one_text = _("Choose a cluster organisation")
    choose_another_text = _("Choose another cluster organisation")
    edit_item_text = ""
    per_page = 20
    chosen_view_class = PublicChosen
    chosen_multiple_view_class = PublicChosenMultiple

    @property
    def choose_view_class(self) -> type:
        return _by_name(super().choose_view_class)

    @property
    def choose_results_view_class(self) -> type:
        return _by_name(super().choose_results_view_class)

    def get_object_list(self) -> "QuerySet[ClusterOrganisation]":
        return ClusterOrganisation.objects.public()


def _by_name(view: type) -> type:
    return type(view.__name__, (view,), {"filter_form_class": NameForm})


@hooks.register("register_admin_viewset")
def organisation_chooser() -> OrganisationChooser:
    return OrganisationChooser("organisation_chooser", url_prefix="organisation-chooser")
