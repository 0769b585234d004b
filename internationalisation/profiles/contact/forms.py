"""The form with which a reader writes to an organisation."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from portal.core.reader_forms import ReaderForm

MOST_LINKS = 3
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class OrganisationForm(ReaderForm):
    """Who writes says who it is: the organisation answers by e-mail, and a copy goes to the sender."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name: the organisation wants to know who asks.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The organisation answers there, and you get a copy of your message."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address: the answer goes there."),
            "invalid": gettext_lazy("Write the e-mail address like name@example.org."),
        },
    )
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("Who you are and what you look for. Up to 5,000 characters, at most three links."),
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write your message.")},
    )
    field_order = ("name", "email", "message")

    def clean_name(self) -> str:
        """One line, without links: the name stands in the mail to others."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if _LINK.search(name):
            raise forms.ValidationError(gettext("Write your name without a link."))
        return name

    def clean_message(self) -> str:
        message: str = self.cleaned_data["message"]
        if len(_LINK.findall(message)) > MOST_LINKS:
            raise forms.ValidationError(
                gettext("Messages with more than three links are taken for advertising. Leave some of them out.")
            )
        return message

    @property
    def stored(self) -> dict[str, Any]:
        """The form stands on the page of its organisation: no address travels along."""
        return {name: value for name, value in super().stored.items() if name != "address"}
