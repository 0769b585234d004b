"""Pages for somebody with many roles at both widths: nothing for axe to find, nothing that leaves the screen."""

from urllib.parse import urlsplit

import pytest

from tests.browser.test_every_page_type import violations

PAGES = {
    "personal page": "/account/",
    "address": "/account/email/",
    "password": "/account/password/change/",
    "devices": "/account/devices/",
    "language of mails": "/account/language/",
    "second factor": "/account/second-factor/",
    "authenticator app": "/account/second-factor/app/",
    "passkeys": "/account/passkeys/",
    "new passkey": "/account/passkeys/add/",
    "personal data": "/account/data/",
    "deleting the account": "/account/data/delete/",
    "own organisations": "/account/organisations/",
    "an own organisation": "/account/organisations/424242/",
    "people of an organisation": "/account/organisations/424242/people/",
    "history of a profile": "/account/organisations/424242/history/",
    "messages to an organisation": "/account/organisations/424242/messages/",
    "figures of member firms": "/account/organisations/424242/figures/",
    "import of organisations": "/account/organisations/import/",
    "one import": "/account/organisations/import/424242/",
    "claim of a profile": "/clusters/claimable-424243/claim/",
    "claim": "/account/claims/424242/",
    "profiles to review": "/account/review/",
    "a profile to review": "/account/review/424243/",
    "claims to decide about": "/account/review/claims/",
    "national contacts": "/account/review/contacts/",
    "organisations to review": "/account/review/organisations/",
    "invitation": "/account/invitations/secret/",
    "analyse": "/observatory/analyse/",
    "schemes of analysts": "/admin/schemes-of-analysts/",
}
SIGN_IN = """
import time
from uuid import uuid4
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from datetime import timedelta
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from internationalisation.models import Claim, Invitation, OrganisationImport, OrganisationMessage
from internationalisation.people.invitations.tokens import sum_of
from portal.accounts.models import SavedView, User
from portal.accounts.roles import ANALYST, MODERATOR
from portal.registry.models import ClusterOrganisation, Membership, NationalContact
user = User.objects.create_user("analyst@example.org", "a-long-password")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
user.groups.set(Group.objects.filter(name__in=[ANALYST, MODERATOR]))
SavedView.objects.create(owner=user, kind="ranking", title="Furniture", query="group=C31")
other = User.objects.create_user("colleague@example.org", first_name="Ada", last_name="Colleague")
draft = ClusterOrganisation.objects.create(pk=424242, name="Draft of a profile", country_id="DE", live=False)
Membership.objects.create(user=user, organisation=draft, role="administrator")
Membership.objects.create(user=other, organisation=draft)
ClusterOrganisation.objects.create(pk=424243, name="Claimable", country_id="DE")
NationalContact.objects.create(user=user, country_id="DE")
Claim.objects.create(pk=424242, organisation=draft, claimant=other, position="Head", evidence="The page of the team.")
message = {"name": "Reader", "email": "reader@example.org", "message": "We look for a partner."}
OrganisationMessage.objects.create(organisation=draft, token=uuid4(), **message)
row = {"line": 2, "action": "fault", "name": "Nameless", "pk": None, "changed": []}
report = {"counts": {"fault": 1}, "rows": [row | {"notes": [["city", "Name the town."]]}]}
OrganisationImport.objects.create(
    pk=424242, owner=user, file_name="list.csv", content=b"", state="refused", report=report
)
invitation = {"organisation": draft, "language": "en", "expires_at": timezone.now() + timedelta(days=9)}
Invitation.objects.create(email="third@example.org", **invitation)
Invitation.objects.create(email="analyst@example.org", token_sum=sum_of("secret"), **invitation)
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
    """Of an analyst and moderator who keeps an organisation and is a national contact."""
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
