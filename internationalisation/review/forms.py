"""What reviewers and managers send: words, a decision, and what makes a second click harmless."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, gettext_lazy

LONGEST = 4000


class TokenForm(forms.Form):
    """A button alone."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what the others should know, then send it.")},
    )


class AnswerForm(TokenForm):
    text = words(
        gettext_lazy("Your message to the reviewers"),
        gettext_lazy("They get it by e-mail and read it here. Members of your organisation see it too."),
    )


class DecisionForm(TokenForm):
    """`mark` names what the reviewer saw; reasons and questions need words."""

    DECISIONS = ("approve", "reject", "ask")

    mark = forms.CharField(widget=forms.HiddenInput, max_length=60)
    decision = forms.ChoiceField(choices=[(key, key) for key in DECISIONS], widget=forms.HiddenInput)
    text = words(
        gettext_lazy("Your message to the organisation"),
        gettext_lazy(
            "A question or reasons need words; an approval does without. Members of the organisation read it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") in ("reject", "ask") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", gettext("Say what you ask, or why you return the profile."))
        return cleaned


class GovernForm(TokenForm):
    """What moderators alone do; `into` is the number at the end of the other profile's address."""

    DEEDS = ("suspend", "reinstate", "archive", "merge")

    deed = forms.ChoiceField(choices=[(key, key) for key in DEEDS], widget=forms.HiddenInput)
    text = words(gettext_lazy("Reason"), gettext_lazy("Members of the organisation read it."))
    into = forms.IntegerField(
        label=gettext_lazy("Number of the profile that stays"),
        help_text=gettext_lazy("Only to merge: it stands at the end of that profile's address."),
        min_value=1,
        required=False,
        error_messages={"invalid": gettext_lazy("Write the number alone, for example 128.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("deed") == "merge" and not cleaned.get("into") and "into" not in self.errors:
            self.add_error("into", gettext("Give the number of the profile that stays."))
        return cleaned


class CertificateForm(TokenForm):
    """`is_verified` says what is to be: seen by a moderator, or not any more."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    is_verified = forms.BooleanField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """The same words on the editors' desk, where Wagtail hands them on as `comment`."""

    comment = forms.CharField(
        label=gettext_lazy("Your message to the organisation"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
