"""Addresses of sign-in under /account/. The names are allauth's, which its own code asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from portal.accounts import elsewhere as other_sites
from portal.accounts import views
from portal.accounts.views import dressed

ASK_MAIL = _("Enter your e-mail address. We send you a link that lets you choose a new password.")
ASK_AGAIN = _("What comes next changes how your account is protected, so the portal asks once more.")
ONE_ADDRESS = _("You sign in with it, and mails of the portal go to it.")
TWO_FACTORS = _("A stolen password alone then opens nothing: signing in takes something that you have, too.")
SCAN = _("An app on your phone or computer shows a new code every 30 seconds; signing in asks for it.")
KEYS = _("A passkey is kept by your phone, your computer or a security key; nobody can guess or forward it.")
CODES = _("Each code signs you in once when your phone or passkey is lost. Keep them where you keep papers.")

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("logout/", dressed(account.LogoutView, _("Sign out")), name="account_logout"),
    path("signup/", views.SignUpView.as_view(), name="account_signup"),
    path(
        "inactive/",
        dressed(account.AccountInactiveView, _("This account is switched off")),
        name="account_inactive",
    ),
    path(
        "reauthenticate/",
        dressed(account.ReauthenticateView, _("Confirm that it is you"), ASK_AGAIN),
        name="account_reauthenticate",
    ),
    path("email/", dressed(account.EmailView, _("Your e-mail address"), ONE_ADDRESS), name="account_email"),
    path(
        "confirm-email/",
        dressed(account.EmailVerificationSentView, _("Look into your mailbox")),
        name="account_email_verification_sent",
    ),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", views.ConfirmAddressView.as_view(), name="account_confirm_email"),
    path(
        "password/change/",
        dressed(account.PasswordChangeView, _("Change your password")),
        name="account_change_password",
    ),
    path("password/set/", dressed(account.PasswordSetView, _("Set a password")), name="account_set_password"),
    path(
        "password/reset/",
        dressed(account.PasswordResetView, _("Choose a new password"), ASK_MAIL),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        dressed(account.PasswordResetDoneView, _("Look into your mailbox")),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/key/done/",
        dressed(account.PasswordResetFromKeyDoneView, _("Your password is changed")),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        dressed(account.PasswordResetFromKeyView, _("Choose a new password")),
        name="account_reset_password_from_key",
    ),
    path("language/", views.LanguageView.as_view(), name="account_language"),
    path("devices/", views.SessionsView.as_view(), name="usersessions_list"),
    path(
        "second-factor/",
        dressed(mfa.IndexView, _("Second factor"), TWO_FACTORS, "account/mfa/index.html"),
        name="mfa_index",
    ),
    path(
        "second-factor/ask/",
        dressed(mfa.AuthenticateView, _("Second factor"), "", "account/mfa/authenticate.html"),
        name="mfa_authenticate",
    ),
    path(
        "second-factor/reauthenticate/",
        dressed(mfa.ReauthenticateView, _("Confirm that it is you"), ASK_AGAIN, "account/mfa/reauthenticate.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "second-factor/app/",
        dressed(totp.ActivateTOTPView, _("Set up an authenticator app"), SCAN, "account/mfa/activate.html"),
        name="mfa_activate_totp",
    ),
    path(
        "second-factor/app/remove/",
        dressed(totp.DeactivateTOTPView, _("Remove the authenticator app"), "", "account/mfa/deactivate.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        dressed(recovery_codes.ViewRecoveryCodesView, _("Recovery codes"), CODES, "account/mfa/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        dressed(
            recovery_codes.GenerateRecoveryCodesView, _("Make new recovery codes"), "", "account/mfa/new_codes.html"
        ),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/codes.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(
        "passkeys/",
        dressed(passkeys.ListWebAuthnView, _("Passkeys"), KEYS, "account/mfa/passkeys.html"),
        name="mfa_list_webauthn",
    ),
    path(
        "passkeys/add/",
        dressed(passkeys.AddWebAuthnView, _("Add a passkey"), KEYS, "account/mfa/add_passkey.html"),
        name="mfa_add_webauthn",
    ),
    path("passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "passkeys/reauthenticate/",
        dressed(
            passkeys.ReauthenticateWebAuthnView,
            _("Confirm that it is you"),
            ASK_AGAIN,
            "account/mfa/reauthenticate_passkey.html",
        ),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        dressed(passkeys.RemoveWebAuthnView, _("Remove the passkey"), "", "account/mfa/remove_passkey.html"),
        name="mfa_remove_webauthn",
    ),
    path(
        "passkeys/<int:pk>/edit/",
        dressed(passkeys.EditWebAuthnView, _("Rename the passkey"), "", "account/mfa/edit_passkey.html"),
        name="mfa_edit_webauthn",
    ),
    path("oidc/<str:provider_id>/login/", other_sites.leave, name="openid_connect_login"),
    path(
        "elsewhere/",
        dressed(elsewhere.ConnectionsView, _("Sign in with another account"), "", "account/elsewhere/index.html"),
        name="socialaccount_connections",
    ),
    path(
        "elsewhere/signup/",
        dressed(elsewhere.SignupView, _("Create an account"), "", "account/elsewhere/signup.html"),
        name="socialaccount_signup",
    ),
    path(
        "elsewhere/cancelled/",
        dressed(elsewhere.LoginCancelledView, _("You were not signed in"), "", "account/elsewhere/cancelled.html"),
        name="socialaccount_login_cancelled",
    ),
    path(
        "elsewhere/error/",
        dressed(elsewhere.LoginErrorView, _("You were not signed in"), "", "account/elsewhere/error.html"),
        name="socialaccount_login_error",
    ),
]

# A provider knows one address to return to, so this has no language.
plain_urlpatterns = [
    path("oidc/<str:provider_id>/login/callback/", other_sites.come_back, name="openid_connect_callback"),
]
