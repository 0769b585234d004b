"""The form with which an editor uploads a file of calls."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from portal.core.formatting import number
from portal.core.uploads.documents import check_text
from portal.core.uploads.refusal import UploadRefused, check_size
from portal.editorial.calls.importing.mapping import MappingRefused, default_mapping, read_mapping
from portal.editorial.calls.importing.running import LIMITS

MOST_MAPPING_BYTES = 100_000


class ImportForm(forms.Form):
    """What is wrong with the rows is said afterwards, row by row; the mapping must be right at once."""

    file = forms.FileField(
        label=gettext_lazy("File of calls"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    mapping = forms.FileField(
        label=gettext_lazy("Mapping"),
        required=False,
        help_text=gettext_lazy(
            "A TOML file that says which column is which field. Leave it empty for files with the portal's own columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )
    is_publishing = forms.BooleanField(
        label=gettext_lazy("Publish the calls"),
        required=False,
        help_text=gettext_lazy("Otherwise new calls are drafts, and changes of published ones wait for publication."),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext(
            "CSV in UTF-8, at most 5 MB and %(rows)s rows. Nothing is written before you have seen what it would do."
        ) % {"rows": number(LIMITS.rows)}
        if not may_publish:
            del self.fields["is_publishing"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, LIMITS.bytes)
            check_text(file, "csv")
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file

    def clean_mapping(self) -> str:
        """The text of the mapping."""
        file = self.cleaned_data["mapping"]
        if not file:
            return default_mapping()
        try:
            check_size(file.size, MOST_MAPPING_BYTES)
            text = str(file.read().decode("utf-8-sig"))
            read_mapping(text)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        except UnicodeDecodeError as error:
            raise forms.ValidationError(gettext("A sign of the mapping is not UTF-8.")) from error
        except MappingRefused as refused:
            raise forms.ValidationError(list(refused.faults)) from refused
        return text
