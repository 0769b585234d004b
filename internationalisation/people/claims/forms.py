"""Forms around a claim."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from internationalisation.models.claim import Claim


class ClaimForm(forms.ModelForm):
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    link = forms.URLField(
        label=_("A page that shows it (optional)"),
        help_text=_("For example the page of the team on the organisation’s website."),
        max_length=200,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Claim
        fields = ("position", "work_email", "evidence", "link")
        labels = {
            "position": _("Your position in the organisation"),
            "work_email": _("Your e-mail address there"),
            "evidence": _("How can we see that you work for it?"),
        }
        help_texts = {
            "work_email": _("Only those who decide and the organisation’s administrators see it."),
            "evidence": _("What you do there, since when, and who can confirm it. At most 2,000 characters."),
        }

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ObjectionForm(forms.Form):
    objection = forms.CharField(
        label=_("Why should the claim be declined?"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why the claim should be declined.")},
    )


class DecisionForm(forms.Form):
    """Confirmed without a word, declined with reasons."""

    CONFIRM, DECLINE = "confirm", "decline"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (CONFIRM, _("Confirm: the person becomes an administrator of the organisation")),
            (DECLINE, _("Decline, with reasons")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you confirm or decline the claim.")},
    )
    reason = forms.CharField(
        label=_("Reasons (when you decline)"),
        help_text=_("The person who made the claim reads them."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == self.DECLINE and not cleaned.get("reason"):
            self.add_error("reason", forms.ValidationError(_("Say why you decline: the person reads it.")))
        return cleaned
