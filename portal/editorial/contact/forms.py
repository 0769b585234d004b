"""The form with which a reader writes to the editors."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.reader_forms import ReaderForm

KINDS = ("contact", "accessibility")


class ContactForm(ReaderForm):
    """The kind travels along unseen: the page with the form says what it is about."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], widget=forms.HiddenInput)
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("What you looked for, what happened, on which page. Up to 5,000 characters."),
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write your message.")},
    )
    field_order = ("message", "email")
