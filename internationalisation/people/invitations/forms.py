"""The form that invites a colleague."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.registry.models import ClusterOrganisation, Membership

ROLE_HINTS = {
    Membership.Role.CONTRIBUTOR: gettext_lazy("edits the profile"),
    Membership.Role.ADMINISTRATOR: gettext_lazy("also submits and confirms it, and invites colleagues"),
}


def role_choices() -> list[tuple[str, str]]:
    """Each role with what it may do."""
    return [(role.value, f"{role.label}: {hint}") for role, hint in ROLE_HINTS.items()]


class InvitationForm(forms.Form):
    """The token makes a second click harmless. A member's address is no secret to those who see the list."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("The invitation works for an account with this address only."),
        error_messages={
            "required": gettext_lazy("Write the e-mail address of your colleague."),
            "invalid": gettext_lazy("Write the e-mail address like name@example.org."),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=role_choices, initial=Membership.Role.CONTRIBUTOR, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, organisation: ClusterOrganisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Membership.objects.filter(organisation=self.organisation, user__email=email).exists():
            raise forms.ValidationError(_("This is the address of a member. You find them in the list above."))
        return email


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role.choices)
