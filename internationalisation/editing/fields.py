"""Form fields made from the model's own, with the portal's widgets; all of them may be left empty while one writes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext, gettext_lazy

from internationalisation.editing.choices import BOXES, NOTHING, SELECTS
from internationalisation.editing.words import label_of
from portal.registry.models import ClusterOrganisation

MOST_LINKS = 10
ROWS = {"description": 8, "strategy": 6, "objectives": 6, "text": 4}
HINTS: Mapping[str, Any] = {
    "acronym": gettext_lazy("The address of the profile is made of it."),
    "website": gettext_lazy("The whole address, such as https://www.example.org."),
    "email": gettext_lazy("Messages of visitors go there. The address itself is not shown."),
    "year_founded": gettext_lazy("Four digits, such as 2008."),
    "languages": gettext_lazy("In which members and partners are answered."),
    "description": gettext_lazy("What the cluster is and does, for somebody new to it. Up to 4,000 letters."),
    "strategy": gettext_lazy("How it gets to where it wants to be. Up to 4,000 letters."),
    "objectives": gettext_lazy("What it wants to have reached, and by when. Up to 4,000 letters."),
    "text_language": gettext_lazy("The texts are written once, in this language."),
    "priorities": gettext_lazy("Smart specialisation priorities of the region that the cluster works on."),
    "members_total": gettext_lazy("Counted by itself where all five kinds are given; 0 for a kind without members."),
    "staff_fte": gettext_lazy("Full-time equivalents, such as 2.5."),
    "countries_of_interest": gettext_lazy("Where members look for partners, customers or suppliers."),
    "postcode": gettext_lazy("In most countries of the Union it suggests the region."),
    "region_name": gettext_lazy("The province, state or region, as it calls itself."),
    "longitude": gettext_lazy("Degrees east of Greenwich, such as 11.57; negative in the west."),
    "latitude": gettext_lazy("Degrees north of the equator, such as 48.14."),
    "social_links": gettext_lazy("One address a line."),
    "is_in_national_programme": gettext_lazy("The criteria are waived then: the programme has judged the cluster."),
}  # fmt: skip
ROW_HINTS: Mapping[str, Any] = {
    "evidence": gettext_lazy("A public page that shows the label. A moderator verifies it."),
    "has_agreed": gettext_lazy("Without it only members and reviewers see the person; visitors get a contact form."),
}  # fmt: skip
Source = type[models.Model]
# What is wrong, and how it is right; by kind of field.
FAULTS: tuple[tuple[type[forms.Field], Mapping[str, Any]], ...] = (
    (forms.URLField, {"invalid": gettext_lazy("This is no web address: write it like https://www.example.org.")}),
    (forms.EmailField, {"invalid": gettext_lazy("This is no e-mail address: write it like name@example.org.")}),
    (forms.DecimalField, {"invalid": gettext_lazy("Write a number, such as 2.5.")}),
    (forms.FloatField, {"invalid": gettext_lazy("Write a number of degrees, such as 11.57.")}),
    (forms.IntegerField, {"invalid": gettext_lazy("Write a whole number, without dots or commas.")}),
    (forms.DateField, {"invalid": gettext_lazy("Write a day like 2026-01-31.")}),
)


class BoundBoxes(forms.BoundField):
    """Boxes under the titles of their groups."""

    @cached_property
    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        value = [str(one) for one in self.value() or ()]
        widget: Any = self.field.widget
        found = widget.optgroups(self.html_name, value, {"id": self.auto_id})
        if all(title is None for title, _options, _place in found):
            return [("", [option for _title, options, _place in found for option in options])]
        return [(str(title or ""), options) for title, options, _place in found]

    @property
    def chosen(self) -> list[Any]:
        """Labels of the ticked boxes."""
        return [box["label"] for _title, boxes in self.groups for box in boxes if box["selected"]]


class BoxesField(forms.MultipleChoiceField):
    """Codes of a list, chosen by ticking."""

    widget = forms.CheckboxSelectMultiple
    bound_field_class = BoundBoxes


class LinksField(forms.CharField):
    """Addresses, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        return [line if "://" in line else f"https://{line}" for line in lines]

    def validate(self, value: Any) -> None:
        if len(value) > MOST_LINKS:
            raise forms.ValidationError(gettext("At most %(most)s links: leave some out.") % {"most": MOST_LINKS})

    def run_validators(self, value: Any) -> None:
        for line in value:
            try:
                URLValidator(schemes=["http", "https"])(line)
            except forms.ValidationError as error:
                words = gettext(
                    "This is no web address: %(line)s. Write one address a line, such as https://example.org."
                )
                raise forms.ValidationError(words % {"line": line[:100]}) from error


def fields_of(source: Source, names: Sequence[str], needed: Iterable[str] = ()) -> dict[str, forms.Field]:
    """Form fields of a model's fields, in order; `needed` may not be empty."""
    fields: dict[str, forms.Field] = fields_for_model(source, fields=names, formfield_callback=field_of)
    for name, field in fields.items():
        field.required = name in needed
        field.error_messages |= _faults_of(field)
        _name_nothing(field)
        field.help_text = (HINTS if source is ClusterOrganisation else ROW_HINTS).get(name, "")
        field.widget.attrs.update(look_of(field.widget))
    return fields


def _faults_of(field: forms.Field) -> dict[str, Any]:
    of_kind = next((faults for kind, faults in FAULTS if isinstance(field, kind)), {})
    return {"required": gettext_lazy("This is needed: fill it in."), **of_kind}


def _name_nothing(field: forms.Field) -> None:
    """One sign for "nothing chosen" in all selects, instead of Django's row of dashes."""
    if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        chosen: list[Any] = list(field.widget.choices)
        if chosen and chosen[0][0] == "":
            field.choices = [*NOTHING, *chosen[1:]]


def field_of(source: Any, **kwargs: Any) -> forms.Field | None:
    """One form field for one of a model's."""
    label = label_of(source.name, source.model)
    if source.name == "social_links":
        return LinksField(label=label, widget=forms.Textarea({"rows": 3}))
    if source.name in BOXES:
        return BoxesField(label=label, choices=BOXES[source.name])
    if source.name in SELECTS:
        return forms.ChoiceField(label=label, choices=SELECTS[source.name])
    return _plain(source, label)


def _plain(source: Any, label: str) -> forms.Field | None:
    if isinstance(source, models.ForeignKey):
        return None
    how: dict[str, Any] = {"label": label}
    if isinstance(source, models.URLField):
        how["assume_scheme"] = "https"
    if isinstance(source, models.DateField):
        how["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        how["input_formats"] = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
    if isinstance(source, models.TextField):
        how["widget"] = forms.Textarea({"rows": ROWS.get(source.name, 4)})
        how["max_length"] = source.max_length
    field: forms.Field | None = source.formfield(**how)
    return field


def look_of(widget: forms.Widget) -> dict[str, str]:
    """The classes of the component library."""
    if isinstance(widget, forms.Textarea):
        return {"class": "ecl-text-area ecl-text-area--l"}
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.CheckboxSelectMultiple):
        return {"class": "ecl-select"}
    if isinstance(widget, forms.widgets.Input) and not isinstance(widget, forms.CheckboxInput | forms.HiddenInput):
        return {"class": "ecl-text-input ecl-text-input--m"}
    return {}
