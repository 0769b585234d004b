"""The form that names a national contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.registry.models import Country


class CountryField(forms.ModelChoiceField):
    def label_from_instance(self, country: Country) -> str:
        return country.local_name


class ContactForm(forms.Form):
    country = CountryField(
        label=gettext_lazy("Country"),
        queryset=Country.objects.order_by("protocol_order"),
        empty_label="–",
        widget=forms.Select(attrs={"class": "ecl-select"}),
        error_messages={"required": gettext_lazy("Choose the country.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the account"),
        error_messages={
            "required": gettext_lazy("Write the e-mail address of the person."),
            "invalid": gettext_lazy("Write the e-mail address like name@example.org."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """The account stands under `person`."""
        cleaned = super().clean() or {}
        if "email" in cleaned:
            cleaned["person"] = User.objects.filter(email=cleaned["email"].lower(), is_active=True).first()
            if cleaned["person"] is None:
                text = _("No account has this address. Ask the person to create one, then name them here.")
                self.add_error("email", forms.ValidationError(text))
        return cleaned
