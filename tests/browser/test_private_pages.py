"""Pages for signed-in analysts at both widths: nothing for axe to find, nothing that leaves the screen."""

from urllib.parse import urlsplit

import pytest

from tests.browser.test_every_page_type import violations

PAGES = {
    "personal page": "/account/",
    "address": "/account/email/",
    "password": "/account/password/change/",
    "devices": "/account/devices/",
    "second factor": "/account/second-factor/",
    "authenticator app": "/account/second-factor/app/",
    "passkeys": "/account/passkeys/",
    "new passkey": "/account/passkeys/add/",
    "personal data": "/account/data/",
    "deleting the account": "/account/data/delete/",
    "analyse": "/observatory/analyse/",
    "schemes of analysts": "/admin/schemes-of-analysts/",
}
SIGN_IN = """
import time
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from portal.accounts.models import SavedView, User
from portal.accounts.roles import ANALYST
user = User.objects.create_user("analyst@example.org", "a-long-password")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
user.groups.add(Group.objects.get(name=ANALYST))
SavedView.objects.create(owner=user, kind="ranking", title="Furniture", query="group=C31")
client = Client()
client.force_login(user)
session = client.session
session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
session["account_authentication_methods_user"] = str(user.pk)
session.save()
UserSession.objects.create(user=user, session_key=session.session_key, ip="192.0.2.1", user_agent="Firefox Linux")
print("session", client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


@pytest.fixture(scope="session")
def session(portal) -> str:
    """Of an analyst who has saved a view."""
    return portal.manage("shell", "-v0", "-c", SIGN_IN).split()[-1]


@pytest.fixture
def analyst_page(sized_page, portal, session):
    sized_page.context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
    return sized_page


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_on_a_private_page_and_it_fits(analyst_page, viewport, address):
    response = analyst_page.goto(address)
    assert (response.status, urlsplit(analyst_page.url).path) == (200, address)
    assert violations(analyst_page) == []
    assert analyst_page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_faults_of_a_form_that_was_sent_empty_are_accessible(analyst_page):
    analyst_page.goto("/observatory/analyse/")
    with analyst_page.expect_navigation():
        analyst_page.locator("main form[enctype]").evaluate("form => { form.noValidate = true; form.submit() }")
    assert analyst_page.locator("[aria-invalid=true]").count() > 0
    assert violations(analyst_page) == []
