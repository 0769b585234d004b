"""The form with which a reader reports a problem."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.reader_forms import ReaderForm


class ReportForm(ReaderForm):
    """Address, release and cell travel along unseen."""

    release = forms.CharField(max_length=50, widget=forms.HiddenInput, required=False)
    cell = forms.CharField(max_length=100, widget=forms.HiddenInput, required=False)
    message = forms.CharField(
        label=gettext_lazy("What is wrong with the figure?"),
        help_text=gettext_lazy("Say what you expected and where you read it. Up to 5,000 characters."),
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what is wrong with the figure.")},
    )
    field_order = ("message", "email")
