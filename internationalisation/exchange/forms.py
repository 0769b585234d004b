"""The form with which an agency uploads a file of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internationalisation.exchange.running import LIMITS
from portal.core.uploads.documents import check_document, check_text
from portal.core.uploads.refusal import UploadRefused, check_size, suffix_of
from portal.core.uploads.signatures import head_of, wrong_name

SUFFIXES = ("csv", "xlsx")


class OrganisationImportForm(forms.Form):
    """What is wrong with the rows is said afterwards, row by row; that the file is a table is checked at once."""

    file = forms.FileField(
        label=_("File of organisations"),
        help_text=_(
            "CSV in UTF-8 or XLSX, at most 10 MB and 5,000 rows. Nothing is written before you have seen what it would "
            "do."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    is_publishing = forms.BooleanField(
        label=_("Publish the organisations"),
        required=False,
        help_text=_("Otherwise new organisations are drafts, and changes of published ones wait for a review."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, LIMITS.bytes)
            _check_kind(file)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        file.seek(0)
        return file


def _check_kind(file: Any) -> None:
    """Raises UploadRefused for what is neither text nor a workbook."""
    suffix = suffix_of(file.name)
    if suffix not in SUFFIXES:
        raise wrong_name(suffix, head_of(file))
    if suffix == "csv":
        check_text(file, suffix)
    else:
        check_document(file, file.name, file.size)
