"""Passkeys with an authenticator that Chromium plays, under the portal's own content policy; and without scripts."""

import pytest
from playwright.sync_api import Page, expect

MEMBER = """
from allauth.account.models import EmailAddress
from portal.accounts.models import User
user = User.objects.create_user("passkeys@example.org", "correct-horse-battery")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(page: Page) -> Page:
    """A page whose browser has a place for passkeys."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_passkey_is_added_by_keyboard_and_signs_in_alone(phone: Page, portal):
    portal.manage("shell", "-v0", "-c", MEMBER)
    problems: list[str] = []
    phone.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    phone.goto("/account/login/?next=/account/passkeys/add/")
    phone.get_by_label("E-mail address").fill("passkeys@example.org")
    phone.get_by_label("Password").fill("correct-horse-battery")
    phone.keyboard.press("Enter")
    phone.get_by_label("Password").fill("correct-horse-battery")
    phone.keyboard.press("Enter")
    phone.get_by_label("Name").fill("My phone")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    phone.goto("/account/logout/")
    phone.get_by_role("button", name="Sign out").click()
    phone.goto("/account/login/?next=/account/passkeys/")
    phone.get_by_role("button", name="Sign in with a passkey").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="My phone")).to_be_visible()
    assert problems == []


def test_without_scripts_the_page_says_what_to_do_instead(page_without_scripts: Page):
    page_without_scripts.goto("/account/login/")
    expect(page_without_scripts.get_by_text("Passkeys need a browser that knows them")).to_be_visible()
    expect(page_without_scripts.get_by_role("button", name="Sign in with a passkey")).not_to_be_visible()


def test_a_browser_without_a_passkey_says_that_nothing_was_used(page: Page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was used")
