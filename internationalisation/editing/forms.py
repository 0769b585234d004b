"""The form of a step: fields of the profile and lists of rows. Nothing but what is wrong is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internationalisation.editing.choices import group_choices, region_choices, scheme_titles
from internationalisation.editing.fields import BoxesField, fields_of, look_of
from internationalisation.editing.places import region_of_postcode
from internationalisation.editing.requirements import is_required
from internationalisation.editing.steps import TEXTS, Step
from internationalisation.editing.values import Values, canonical
from internationalisation.editing.words import countries
from portal.editorial.uploads.fields import SafeImageField
from portal.registry.models import ClusterOrganisation

FIRST_YEAR = 1000
KINDS = ("members_sme", "members_large", "members_research", "members_public", "members_other")
GROUPS = "groups_"


class StepForm(forms.Form):
    """The fields of one step, with the draft's values at first."""

    def __init__(self, step: Step, draft: ClusterOrganisation, initial: Values, data: Any = None, files: Any = None):
        super().__init__(data, files, initial=_split(initial))
        self.step, self.draft, self.stored = step, draft, initial
        plain = [name for name in step.fields if name not in ("groups", "logo")]
        self.fields.update(fields_of(ClusterOrganisation, plain, needed=("name", "country")))
        for name in TEXTS.intersection(self.fields):
            self.fields[name].widget.attrs["lang"] = initial["text_language"]
        if "groups" in step.fields:
            self.fields.update(_group_fields())
        if "logo" in step.fields:
            self.fields.update(_logo_fields(has_logo=initial["logo"] is not None))
        if "region_code" in step.fields:
            self.fields["region_code"] = _region_field(self.country_code)
        self.order_fields(_in_order(step, self.fields))
        for name, field in self.fields.items():
            asked = "groups" if name == f"{GROUPS}nace" else name
            field.is_needed = is_required(asked, draft)  # type: ignore[attr-defined]  # the template's own

    @property
    def country_code(self) -> str:
        """Of what is being written; of the draft where that is no country."""
        code = self.data.get("country") or self.stored.get("country") or self.draft.country_id
        return str(code if code in countries() else self.draft.country_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year, as_of = cleaned.get("year_founded"), cleaned.get("members_as_of")
        if year and not FIRST_YEAR <= year <= localdate().year:
            self.add_error("year_founded", _("Write a year with four digits that is not in the future, such as 2008."))
        if as_of and as_of > localdate():
            self.add_error("members_as_of", _("This day is in the future: give the day that the numbers are of."))
        if self.step.key == "members":
            _count_members(cleaned)
        if self.step.key == "place":
            self._clean_place(cleaned)
        return cleaned

    def _clean_place(self, cleaned: dict[str, Any]) -> None:
        """A region belongs to its country; a postcode brings one where none was chosen."""
        if (cleaned.get("longitude") is None) != (cleaned.get("latitude") is None) and not self.errors:
            self.add_error("latitude", _("A position needs both numbers: fill in the other one, or leave both empty."))
        if not countries()[self.country_code].is_european:
            cleaned["region_code"] = ""
            return
        cleaned["region_name"] = ""
        if not cleaned.get("region_code", "").startswith(self.country_code):
            cleaned["region_code"] = region_of_postcode(self.country_code, cleaned.get("postcode") or "")

    def silence(self) -> None:
        """Say nothing of what is wrong: nobody asked to save it yet."""
        self._errors = ErrorDict()

    @property
    def logo(self) -> Any:
        """A picture that was sent along, None without one."""
        return self.cleaned_data.get("logo_file")

    @property
    def values(self) -> Values:
        """What was written, as it is compared and kept. The picture of a logo is stored with the rest."""
        values = {name: canonical(name, self.cleaned_data[name]) for name in self.step.fields if name in self.fields}
        if "groups" in self.step.fields:
            chosen = [key for name in self.fields if name.startswith(GROUPS) for key in self.cleaned_data[name]]
            values["groups"] = canonical("groups", chosen + _unknown_groups(self.stored["groups"]))
        if self.cleaned_data.get("remove_logo"):
            values["logo"] = None
        return values


def _in_order(step: Step, fields: Mapping[str, forms.Field]) -> list[str]:
    """As the step names them; groups and the logo, which are several fields, in their places."""
    several = {"groups": [name for name in fields if name.startswith(GROUPS)], "logo": ["logo_file", "remove_logo"]}
    return [one for name in step.fields for one in several.get(name, [name])]


def _count_members(cleaned: dict[str, Any]) -> None:
    numbers = [cleaned.get(name) for name in KINDS]
    if None not in numbers:
        cleaned["members_total"] = sum(number for number in numbers if number is not None)


def _split(values: Values) -> Values:
    """Groups apart for each scheme, as the form shows them."""
    keys: Sequence[str] = values.get("groups") or ()
    return values | {
        f"{GROUPS}{code}": [key for key in keys if key.startswith(f"{code}:")] for code, _ in scheme_titles()
    }


def _unknown_groups(keys: Sequence[str]) -> list[str]:
    """Of schemes that the form does not show now (withdrawn for a while): they stay."""
    shown = {code for code, _name in scheme_titles()}
    return [key for key in keys if key.partition(":")[0] not in shown]


def _group_fields() -> dict[str, forms.Field]:
    title = gettext_lazy("Industry groups: %(scheme)s")
    return {
        f"{GROUPS}{code}": BoxesField(label=str(title) % {"scheme": name}, choices=group_choices(code), required=False)
        for code, name in scheme_titles()
    }


def _logo_fields(*, has_logo: bool) -> dict[str, forms.Field]:
    hint = gettext_lazy("PNG, JPEG or WebP, best on a white or transparent ground. The name stands in for it in words.")
    field = SafeImageField(label=gettext_lazy("Logo"), required=False, widget=forms.FileInput)
    field.help_text = hint
    field.widget.attrs.update(look_of(field.widget) | {"accept": "image/png,image/jpeg,image/webp"})
    fields: dict[str, forms.Field] = {"logo_file": field}
    if has_logo:
        fields["remove_logo"] = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)
    return fields


def _region_field(country_code: str) -> forms.Field:
    """A region that lies elsewhere after a change of the country is no wrong value: it makes room."""
    field = _LenientChoice(label=gettext_lazy("Region"), choices=region_choices(country_code), required=False)
    field.help_text = gettext_lazy("The small region (NUTS 3). Leave it empty where the postcode may choose it.")
    field.widget.attrs.update(look_of(field.widget))
    return field


class _LenientChoice(forms.ChoiceField):
    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if self.valid_value(text) else ""


class BeginForm(forms.Form):
    """A new profile: the country first, since other rules hold outside the Union."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.update(fields_of(ClusterOrganisation, ("country", "name", "kind", "website"), ("country", "name")))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(sign.isalpha() for sign in name):
            raise ValidationError(_("A name has letters: write the name of the organisation."))
        return name

    @property
    def values(self) -> Values:
        return {name: canonical(name, value) for name, value in self.cleaned_data.items() if name in self.fields}


class TokenForm(forms.Form):
    """A button that acts once, however often it is pressed."""

    token = forms.UUIDField()


def with_one_more(data: QueryDict, relation: str) -> QueryDict:
    """The same words with room for one more row."""
    copy = data.copy()
    total = copy.get(f"{relation}-TOTAL_FORMS", "0")
    copy[f"{relation}-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() else 1)
    return copy


def with_words(data: QueryDict, words: Mapping[str, str]) -> QueryDict:
    """The same words with some of them set."""
    copy = data.copy()
    for name, value in words.items():
        copy[name] = value
    return copy
