"""What all forms have in common that any reader may send: nothing twice, nothing from machines, nothing without end."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, gettext_lazy

from portal.core.counting import count

MOST_MESSAGES = 20
LIMIT_SECONDS = 3600


class ReaderForm(forms.Form):
    """The address travels along unseen, the token makes a second click harmless, the trap is for machines."""

    address = forms.CharField(max_length=500, widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy("Only used to answer you. Leave it empty to stay anonymous."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Write the e-mail address like name@example.org, or leave it empty.")},
    )
    trap = forms.CharField(label=gettext_lazy("Leave this field empty"), required=False)

    def clean_address(self) -> str:
        """Only addresses of the portal itself: a message leads its readers nowhere else."""
        address: str = self.cleaned_data["address"]
        is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
        # Browsers drop tabs and line breaks: "/<tab>/example.org" would lead elsewhere after all.
        if address and not (is_ours and address.isprintable()):
            raise forms.ValidationError(
                gettext("The page is not one of this portal. Go back to the page and try again.")
            )
        return address

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("trap"))

    @property
    def stored(self) -> dict[str, Any]:
        """What is to be stored; the token names exactly these words."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in ("trap", "token")}
        return words | {"token": token_of(self.cleaned_data["token"], *map(str, words.values()))}


def token_of(token: UUID, *words: str) -> UUID:
    """The same form with the same words has one token; who goes back and writes other words sends another message."""
    return uuid5(token, "\0".join(words))


def accepts(form: ReaderForm, request: HttpRequest, name: str) -> bool:
    """Whether the message is complete and not one too many; else the form says why and keeps every word."""
    if not form.is_valid():
        return False
    if _is_one_too_many(request, name):
        too_many = gettext("Too many messages came from your address within an hour. Wait an hour, then send it again.")
        form.add_error(None, forms.ValidationError(too_many, code="too_many"))
        return False
    return True


def status_of(form: ReaderForm) -> int:
    """200 for an empty form, 400 for one with faults, 429 for one message too many."""
    if not form.is_bound:
        return 200
    return 429 if form.has_error(NON_FIELD_ERRORS, "too_many") else 400


def _is_one_too_many(request: HttpRequest, name: str) -> bool:
    """Count one message of this sender within the hour.

    The sender's address is never kept, only a keyed sum of it, and that for an hour.
    """
    sender = salted_hmac("portal.core.reader_forms", get_adapter().get_client_ip(request)).hexdigest()
    return count(f"messages:{name}:{sender}", LIMIT_SECONDS) > MOST_MESSAGES
