"""Forms of the personal page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteAccountForm(forms.Form):
    """The address, typed: nobody deletes an account by a slip."""

    email = forms.CharField(
        label=_("Type the e-mail address of the account"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the address to confirm that this account is to be deleted.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = email

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip()
        if typed.lower() != self.address.lower():
            raise forms.ValidationError(_("This is not the address of the account you are signed in with."))
        return typed
