"""The form with which an analyst uploads a scheme."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from observatory.engine.faults import TableRefused
from observatory.lenses.reading import About, read_upload
from portal.registry.loading.schemes import SchemeFile

MOST_BYTES = 2_000_000
NAMES = ("name", "description", "source")


class SchemeForm(forms.Form):
    """Faults of the file are listed under it with their lines; the other fields keep what was written."""

    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=50, help_text=gettext_lazy("Stands in addresses: net-zero-technologies.")
    )
    name = forms.CharField(label=gettext_lazy("Title"), max_length=100, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
    made_by = forms.CharField(
        label=gettext_lazy("Made by"), max_length=200, help_text=gettext_lazy("The unit or organisation, for readers.")
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV with the columns group, title, code (NACE Rev. 2) and, if need be, market (traded or local) and "
            "weight (above 0, up to 1); one row per group and code. Or TOML of the form of the portal's own schemes, "
            "which may hold title, description and source too."
        ),
    )

    scheme: SchemeFile

    def clean_code(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["code"]).lower()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 2 MB: a scheme is a short list."))
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        is_toml = values["file"].name.lower().endswith(".toml")
        for name in () if is_toml else NAMES:
            if not values[name]:
                self.add_error(name, gettext("A CSV file does not contain this: write it here."))
        if not self.errors:
            self._read(values)
        return values

    def _read(self, values: dict[str, Any]) -> None:
        about = About(**{name: values[name] for name in ("code", "made_by", *NAMES)})
        try:
            self.scheme = read_upload(values["file"].name, values["file"].read(), about)
        except TableRefused as refused:
            self.add_error("file", [str(fault) for fault in refused.listed])
            if refused.more:
                self.add_error("file", gettext("… and %(count)s more.") % {"count": refused.more})
