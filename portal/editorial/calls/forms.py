"""How editors type a call: deadlines as the clock at the place of the funder shows them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.widgets import AdminDateTimeInput

from portal.editorial.calls.kinds import Applicant, Partner
from portal.editorial.calls.moments import WrongTime, moment_at
from portal.editorial.calls.rules import date_faults
from portal.editorial.events.forms import LocalDateTimeField
from portal.editorial.events.local_times import to_local
from portal.editorial.events.zones import DEFAULT_ZONE, validate_zone, zone_choices
from portal.editorial.models.base import PortalPageForm


class DeadlineForm(WagtailAdminModelForm):
    """A deadline is typed in its own time zone."""

    moment = LocalDateTimeField(
        label=gettext_lazy("Day and time"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("In the time zone beside."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=zone_choices, initial=DEFAULT_ZONE, validators=[validate_zone]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.moment:
            self.initial["moment"] = to_local(self.instance.moment, self.instance.time_zone).replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("moment") and cleaned.get("time_zone"):
            try:
                cleaned["moment"] = moment_at(cleaned["moment"], cleaned["time_zone"])
            except WrongTime as error:
                self.add_error("moment", str(error))
        return cleaned


class DeadlinesPanel(InlinePanel):
    """Deadlines of a call, each in its own form."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = DeadlineForm
        return options


class CallPageForm(PortalPageForm):
    """Asks what rests on the deadlines, which the page does not know before they are saved."""

    applicants = forms.MultipleChoiceField(
        label=gettext_lazy("Who may apply"),
        choices=Applicant.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    partners_wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Partners wanted"),
        choices=Partner.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Whom applicants usually look for to complete their consortium."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        moments = self._moments()
        if moments is not None:
            dates = cleaned.get("opens_on"), bool(cleaned.get("is_continuous"))
            for field, message in date_faults(*dates, moments).items():
                self.add_error(field, message)
        return cleaned

    def _moments(self) -> list[datetime] | None:
        """Deadlines that stay; None where one of them is wrong, which is said beside it."""
        formset = self.formsets.get("deadlines")
        if formset is None or not formset.is_valid():
            return None
        kept = [form.cleaned_data for form in formset.forms if form not in formset.deleted_forms]
        return [one["moment"] for one in kept if one.get("moment")]
