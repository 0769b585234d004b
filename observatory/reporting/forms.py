"""The form with which a reader reports a problem."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext, gettext_lazy


class ReportForm(forms.Form):
    """Address, release and cell travel along unseen; the token makes a second click harmless."""

    address = forms.CharField(max_length=500, widget=forms.HiddenInput, required=False)
    release = forms.CharField(max_length=50, widget=forms.HiddenInput, required=False)
    cell = forms.CharField(max_length=100, widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    message = forms.CharField(
        label=gettext_lazy("What is wrong with the figure?"),
        help_text=gettext_lazy("Say what you expected and where you read it. Up to 5,000 characters."),
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what is wrong with the figure.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy("Only used to answer you. Leave it empty to stay anonymous."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Write the e-mail address like name@example.org, or leave it empty.")},
    )

    def clean_address(self) -> str:
        """Only addresses of the portal itself: a report leads analysts nowhere else."""
        address: str = self.cleaned_data["address"]
        is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
        # Browsers drop tabs and line breaks: "/<tab>/example.org" would lead elsewhere after all.
        if address and not (is_ours and address.isprintable()):
            raise forms.ValidationError(
                gettext("The page is not one of this portal. Go back to the figure and try again.")
            )
        return address
