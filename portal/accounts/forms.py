"""Forms around an account and what it keeps."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import SavedView, User
from portal.core.languages import native_name, open_languages

WHICH_CODE = _("The code of your authenticator app, or one of your recovery codes.")


class RenameForm(forms.ModelForm):
    """Another name for a saved view."""

    class Meta:
        model = SavedView
        fields = ["title"]


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["kind", "title", "query"]


class LanguageForm(forms.Form):
    """The open languages under the names that they have in themselves."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [(code, native_name(code)) for code in open_languages()],
        error_messages={
            "required": _("No language is chosen. Choose one of the list."),
            "invalid_choice": _("The portal does not write in this language. Choose one of the list."),
        },
    )


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")


class NewAddressForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class CodeForm(AuthenticateForm):
    """Asked for at the sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = WHICH_CODE


class CodeAgainForm(ReauthenticateForm):
    """Asked for before something is changed that protects the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = WHICH_CODE


class SignUpForm(SignupForm):
    """Takes the same time and says the same, whether the address has an account already or not."""

    field_order = ("email", "first_name", "last_name", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["password1"].help_text = _(
            "At least 12 characters, such as four words. No common password, and nothing like your address or name."
        )
        self.fields["password2"].label = _("Password, once more")
        self.fields["trap"].label = _("Leave this field empty")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A new account, or for an address that has one the answer that a new one would get."""
        if self.account_already_exists:
            # Hashing is what takes long in making an account.
            make_password(self.cleaned_data["password1"])
        user, response = super().try_save(request)
        return user, response
