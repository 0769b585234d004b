"""The form of the front office: what an event needs to be published, in plain fields."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.reader_forms import token_of
from portal.editorial.events.forms import LocalDateTimeField, TimesRules
from portal.editorial.events.kinds import Kind, language_choices
from portal.editorial.events.local_times import to_local
from portal.editorial.events.zones import DEFAULT_ZONE, zone_choices
from portal.editorial.models.event import EventPage
from portal.editorial.models.subject import country_choices
from portal.editorial.models.topic import Topic
from portal.registry.models import ClusterOrganisation

BROWSER_FORMAT = "%Y-%m-%dT%H:%M"


def time_field(label: Any) -> LocalDateTimeField:
    widget = forms.DateTimeInput(format=BROWSER_FORMAT, attrs={"type": "datetime-local"})
    hint = gettext_lazy("In the time zone above.")
    formats = [BROWSER_FORMAT, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M:%S"]
    return LocalDateTimeField(label=label, widget=widget, help_text=hint, input_formats=formats)


PARTS = (
    (gettext_lazy("What"), ("title", "summary", "kind", "description", "topics", "countries")),
    (gettext_lazy("When"), ("time_zone", "start", "end", "all_day")),
    (gettext_lazy("Where"), ("place", "online_link")),
    (gettext_lazy("Who"), ("organisation", "organiser_name", "organiser_link")),
    (gettext_lazy("Taking part"), ("registration_link", "capacity_note", "event_languages")),
)


class ProposalForm(TimesRules, forms.Form):
    """The token makes a second click harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=300,
        help_text=gettext_lazy("One or two sentences, at most 300 letters. They stand in lists."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "–"), *Kind.choices])
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zone_choices, initial=DEFAULT_ZONE)
    start = time_field(gettext_lazy("Start"))
    end = time_field(gettext_lazy("End"))
    all_day = forms.BooleanField(label=gettext_lazy("Whole days, without hours"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Venue and town (optional)"),
        help_text=gettext_lazy("Leave it empty for an event that is only online."),
        max_length=200,
        required=False,
    )
    online_link = forms.URLField(
        label=gettext_lazy("Online link (optional)"), required=False, assume_scheme="https", max_length=200
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Your cluster organisation"))
    organiser_name = forms.CharField(label=gettext_lazy("Your cluster organisation"), max_length=200)
    organiser_link = forms.URLField(
        label=gettext_lazy("Its website (optional)"), required=False, assume_scheme="https", max_length=200
    )
    registration_link = forms.URLField(
        label=gettext_lazy("Registration link (optional)"), required=False, assume_scheme="https", max_length=200
    )
    capacity_note = forms.CharField(
        label=gettext_lazy("Places and costs (optional)"),
        help_text=gettext_lazy("How many may come, until when to register, what it costs."),
        max_length=200,
        required=False,
    )
    event_languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken (optional)"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries it is about (optional)"),
        choices=country_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Topics (optional)"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=gettext_lazy("What happens there (optional)"),
        help_text=gettext_lazy("Programme, who should come, what they take home. Up to 5,000 letters."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self, *args: Any, organisations: Sequence[ClusterOrganisation] = (), names_others: bool = True, **kwargs: Any
    ) -> None:
        """`organisations` are the proposer's own; `names_others`: whether another one may be named instead."""
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        self._offer_organisations(names_others)
        for field in self.fields.values():
            field.widget.attrs.update(_look_of(field.widget))

    def _offer_organisations(self, names_others: bool) -> None:
        """Own organisations first; without any, a name alone."""
        if not self.organisations:
            del self.fields["organisation"]
            return
        own = [(key, one.name) for key, one in self.organisations.items()]
        self.fields["organisation"].choices = [*own, *([("", _("Another one, named below"))] if names_others else [])]
        if not names_others:
            del self.fields["organiser_name"]
            return
        self.fields["organisation"].required = self.fields["organiser_name"].required = False
        self.fields["organiser_name"].label = _("Another cluster organisation")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_organisation(cleaned)
        self.clean_times(cleaned)
        if cleaned.get("end") and cleaned["end"] < timezone.now():
            self.add_error("end", _("This event is over. Propose events that lie ahead."))
        if not cleaned.get("place") and not cleaned.get("online_link"):
            self.add_error("place", ValidationError(_("Name a place or give an online link.")))
        return cleaned

    def _clean_organisation(self, cleaned: dict[str, Any]) -> None:
        chosen = self.organisations.get(cleaned.get("organisation", ""))
        if chosen is not None:
            cleaned["organiser_name"] = chosen.name
        elif not cleaned.get("organiser_name") and not self.errors.keys() & {"organisation", "organiser_name"}:
            self.add_error("organiser_name", ValidationError(_("Choose your organisation, or name another one.")))

    @property
    def parts(self) -> tuple[tuple[str, list[forms.BoundField]], ...]:
        """The fields under their headings."""
        return tuple((str(title), [self[name] for name in names if name in self.fields]) for title, names in PARTS)

    @property
    def stored_token(self) -> Any:
        """Of exactly these words: who goes back and writes other words proposes another event."""
        words = [str(value) for name, value in sorted(self.cleaned_data.items()) if name != "token"]
        return token_of(self.cleaned_data["token"], *words)

    @property
    def values(self) -> dict[str, Any]:
        """As the fields of an event page have them."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("token", "description")}
        text = linebreaks(self.cleaned_data["description"], autoescape=True)
        values["body"] = [("text", text)] if text else []
        chosen = self.organisations.get(values.get("organisation", ""))
        values["organisation"] = chosen or _organisation(values["organiser_name"])
        return values


def _look_of(widget: forms.Widget) -> dict[str, str]:
    """The classes of the component library."""
    if isinstance(widget, forms.Textarea):
        return {"class": "ecl-text-area ecl-text-area--l"}
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.CheckboxSelectMultiple):
        return {"class": "ecl-select"}
    if isinstance(widget, forms.widgets.Input) and not isinstance(widget, forms.CheckboxInput | forms.HiddenInput):
        return {"class": "ecl-text-input ecl-text-input--m"}
    return {}


def _organisation(name: str) -> ClusterOrganisation | None:
    """The published organisation of that name, where there is exactly one."""
    found = ClusterOrganisation.objects.public().filter(name__iexact=name.strip())[:2]
    return found[0] if len(found) == 1 else None


def initial_of(page: EventPage, description: str) -> dict[str, Any]:
    """The form of a proposal that is changed."""
    names = [name for name in ProposalForm.base_fields if name not in ("token", "description", "start", "end")]
    return {
        **{name: getattr(page, name) for name in names if name != "topics"},
        "organisation": str(page.organisation_id or ""),
        "topics": list(page.topics.all()),
        "start": to_local(page.start, page.time_zone).replace(tzinfo=None),
        "end": to_local(page.end, page.time_zone).replace(tzinfo=None),
        "description": description,
    }
