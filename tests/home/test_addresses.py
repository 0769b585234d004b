"""Every address of the portal: who may read it, who may send something to it, and what each page must hold.

A new address without an entry here fails the first test. Wagtail's own addresses (/admin/, /documents/ and the
pages that editors write) are Wagtail's; what editors' pages must hold is tested beside their page types.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from portal.accounts.models import SavedView, User
from portal.accounts.roles import EDITOR
from portal.home.roles import prepare_groups
from tests.editorial.digest.factories import make_sent_issue
from tests.editorial.factories import make_home
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

VIEWERS = ("anonymous", "member", "editor")
ONLY_GET = (405, 405, 405)
NOBODY = (404, 404, 404)  # the token of no reader
SAVED_VIEW = 4711  # of another member
ORGANISATION = 4712  # published, in no region
ANALYSIS = "00000000-0000-4000-8000-000000000000"  # pages of analysts: tests/observatory/analyses


@dataclass(frozen=True, slots=True)
class Address:
    """Statuses of anonymous readers, members and editors; `page` is who sees a whole page there, "" for none."""

    path: str
    get: tuple[int, int, int] = (200, 200, 200)
    post: tuple[int, int, int] = ONLY_GET
    page: str = ""


def public(path: str) -> Address:
    return Address(path, page="anonymous")


def file(path: str) -> Address:
    return Address(path)


def framed(path: str) -> Address:
    """A figure for other sites: no header to skip; `tests/observatory/mapping` says what it must hold."""
    return Address(path)


def asks_again(path: str) -> Address:
    """Leads to the sign-in, or to confirming that it is still you; tests/accounts say what comes then."""
    return Address(path, get=(302, 302, 302), post=(302, 302, 302))


ADDRESSES = {
    "plain:readyz": file("/readyz"),
    "plain:map": file("/map.svg"),
    "plain:favicon": Address("/favicon.ico", get=(302, 302, 302)),
    "plain:robots": file("/robots.txt"),
    "plain:sitemap": file("/sitemap.xml"),
    "plain:sitemap-section": file("/sitemap-regions.xml"),
    "picture": Address("/media/images/none.png", get=(404, 404, 404)),
    "video-file": Address("/documents/1/none.mp4", get=(404, 404, 404)),
    "styleguide": public("/styleguide/"),
    "home:mail": public("/styleguide/mail/"),
    "observatory:mapping": public("/observatory/"),
    "observatory:mapping-download": file("/observatory.csv"),
    "observatory:embed-map": framed("/observatory/embed/"),
    "observatory:embed": framed("/observatory/embed/regions/DE21/"),
    "observatory:find": public("/observatory/regions/"),
    "observatory:region": public("/observatory/regions/DE21/"),
    "observatory:region-download": file("/observatory/regions/DE21.json"),
    "observatory:region-briefing": file("/observatory/regions/DE21.docx"),
    "observatory:similar": public("/observatory/regions/DE21/similar/"),
    "observatory:similar-download": file("/observatory/regions/DE21/similar.csv"),
    "observatory:similarity-matrix": file("/observatory/similarity.csv"),
    "observatory:relatedness": public("/observatory/regions/DE21/relatedness/"),
    "observatory:relatedness-download": file("/observatory/regions/DE21/relatedness.json"),
    "observatory:relatedness-network": public("/observatory/relatedness/"),
    "observatory:relatedness-network-download": file("/observatory/relatedness.csv"),
    "observatory:industries": public("/observatory/industries/"),
    "observatory:industries-download": file("/observatory/industries.xlsx"),
    "observatory:scheme": Address("/observatory/industries/nace/", get=(301, 301, 301)),
    "observatory:clusters": Address("/observatory/clusters/", get=(301, 301, 301)),
    "observatory:industry": public("/observatory/industries/nace/C29/"),
    "observatory:industry-download": file("/observatory/industries/nace/C29.csv"),
    "observatory:industry-briefing": file("/observatory/industries/nace/C29.docx"),
    "observatory:briefing": public("/observatory/briefing/"),
    "observatory:cluster": public("/observatory/clusters/DE21/nace/C29/"),
    "observatory:cluster-download": file("/observatory/clusters/DE21/nace/C29.svg"),
    "observatory:rankings": public("/observatory/rankings/"),
    "observatory:rankings-download": file("/observatory/rankings.xlsx"),
    "observatory:compare": public("/observatory/compare/"),
    "observatory:compare-download": Address("/observatory/compare.csv", get=(404, 404, 404)),  # compare what?
    "observatory:custom": public("/observatory/custom/"),
    "observatory:custom-download": Address("/observatory/custom.csv", get=(404, 404, 404)),  # of which members?
    "observatory:custom-briefing": Address("/observatory/custom.docx", get=(404, 404, 404)),  # of which members?
    "observatory:region-set": public("/observatory/custom/danube/"),
    "observatory:region-set-download": file("/observatory/custom/danube.json"),
    "observatory:region-set-briefing": file("/observatory/custom/danube.docx"),
    "observatory:questions": public("/observatory/questions/"),
    "observatory:question": public("/observatory/questions/most-statistical-clusters/"),
    "observatory:question-download": file("/observatory/questions/most-statistical-clusters.csv"),
    "observatory:exposure": public("/observatory/exposure/"),
    "observatory:exposure-download": file("/observatory/exposure.csv"),
    "observatory:gaps": public("/observatory/gaps/"),
    "observatory:gaps-download": file("/observatory/gaps.csv"),
    "observatory:changes": public("/observatory/changes/"),
    "observatory:changes-download": file("/observatory/changes.csv"),
    "observatory:changes-feed": file("/observatory/changes.atom"),
    "observatory:policy": public("/observatory/policy/"),
    "observatory:policy-download": file("/observatory/policy.xlsx"),
    "observatory:policy-country": public("/observatory/policy/DE/"),
    "observatory:methodology": public("/observatory/methodology/"),
    "observatory:data": public("/observatory/data/"),
    "observatory:data-download": file("/observatory/data.csv"),
    "observatory:data-file": file("/observatory/data/files/regions-2014.geojson"),
    "observatory:analyse": Address("/observatory/analyse/", get=(302, 403, 403), post=(302, 403, 403)),
    "observatory:analysis": Address(f"/observatory/analyse/{ANALYSIS}/", get=(302, 403, 403)),
    "observatory:analysis-file": Address(f"/observatory/analyse/{ANALYSIS}/cells.csv", get=(302, 403, 403)),
    "observatory:analysis-delete": Address(
        f"/observatory/analyse/{ANALYSIS}/delete/", get=ONLY_GET, post=(302, 403, 403)
    ),
    "observatory:report": Address("/observatory/report/", post=(400, 400, 400), page="anonymous"),
    "observatory:report-thanks": public("/observatory/report/thanks/"),
    "editorial:glossary": public("/glossary/"),
    "editorial:feedback": Address("/feedback/", post=(400, 400, 400), page="anonymous"),
    "editorial:feedback-thanks": public("/feedback/thanks/"),
    "excellence:landing": public("/excellence/"),
    "internationalisation:landing": public("/internationalisation/"),
    "internationalisation:directory": public("/clusters/"),
    "internationalisation:directory-download": file("/clusters.geojson"),
    "internationalisation:near": public("/clusters/near/"),
    "internationalisation:land": file("/clusters/land/EU.svg"),
    "internationalisation:profile": public(f"/clusters/example-{ORGANISATION}/"),
    "internationalisation:profile-map": Address(f"/clusters/example-{ORGANISATION}/map.svg", get=NOBODY),  # no region
    "internationalisation:contact": Address(
        f"/clusters/example-{ORGANISATION}/contact/", post=(400, 400, 400), page="anonymous"
    ),
    "internationalisation:contact-thanks": public(f"/clusters/example-{ORGANISATION}/contact/sent/"),
    "internationalisation:messages": Address(
        f"/account/organisations/{ORGANISATION}/messages/", get=(302, 404, 404)
    ),  # members of the organisation: tests/internationalisation/profiles
    "emerging:landing": public("/emerging/"),
    "editorial:news-feed": file("/news/feed.atom"),
    "editorial:events-feed": file("/events/feed.atom"),
    "editorial:events-calendar": file("/events/feed.ics"),
    "editorial:event-calendar": Address("/events/none/event.ics", get=(404, 404, 404)),
    "editorial:events-land": file("/events/europe.svg"),
    "editorial:event-map": Address("/events/none/map.svg", get=(404, 404, 404)),
    "editorial:propose-event": Address("/events/propose/", get=(302, 403, 403), post=(302, 403, 403)),
    "editorial:proposal": Address("/events/proposals/1/", get=(302, 404, 404)),
    "editorial:change-proposal": Address("/events/proposals/1/change/", get=(302, 404, 404), post=(302, 404, 404)),
    "editorial:withdraw-proposal": Address("/events/proposals/1/withdraw/", get=ONLY_GET, post=(302, 404, 404)),
    "editorial:library-feed": file("/library/feed.atom"),
    "editorial:library-bibtex": Address("/library/none.bib", get=(404, 404, 404)),
    "editorial:library-ris": Address("/library/none.ris", get=(404, 404, 404)),
    "editorial:videos-pdf": file("/videos.pdf"),
    "editorial:calls-feed": file("/calls/feed.atom"),
    "editorial:calls-calendar": file("/calls/deadlines.ics"),
    "editorial:call-calendar": Address("/calls/none/deadlines.ics", get=(404, 404, 404)),
    "home:search": public("/search/"),
    "home:suggest": Address("/search/suggest/", get=(302, 302, 302)),
    "editorial:digest": Address("/digest/", post=(400, 400, 400), page="anonymous"),
    "editorial:digest-sent": public("/digest/sent/"),
    "editorial:digest-feed": file("/digest/feed.atom"),
    "editorial:digest-issue": public("/digest/2026-47/"),
    "editorial:digest-confirm": Address("/digest/confirm/nobody/", get=NOBODY, post=NOBODY),
    "editorial:digest-preferences": Address("/digest/preferences/nobody/", get=NOBODY, post=NOBODY),
    "editorial:digest-unsubscribe": Address("/digest/unsubscribe/nobody/", get=NOBODY, post=(200, 200, 200)),
    "editorial:digest-one-click": Address("/digest/one-click/nobody/", get=ONLY_GET, post=(200, 200, 200)),
    "home:personal": Address("/account/", get=(302, 200, 200), page="member"),
    "home:keep-view": Address("/account/views/", get=ONLY_GET, post=(302, 302, 302)),
    "home:rename-view": Address(f"/account/views/{SAVED_VIEW}/rename/", get=ONLY_GET, post=(302, 404, 404)),
    "home:forget-view": Address(f"/account/views/{SAVED_VIEW}/delete/", get=ONLY_GET, post=(302, 404, 404)),
    "account_login": Address("/account/login/", get=(200, 302, 302), post=(200, 302, 302), page="anonymous"),
    "account_logout": Address("/account/logout/", get=(302, 200, 200), post=(302, 302, 302), page="member"),
    "account_signup": Address("/account/signup/", get=(200, 302, 302), post=(200, 302, 302), page="anonymous"),
    "account_email": Address("/account/email/", get=(302, 200, 200), post=(302, 302, 302), page="member"),
    "account_email_verification_sent": public("/account/confirm-email/"),
    "account_confirm_email": Address("/account/confirm-email/nobody/", post=NOBODY, page="anonymous"),
    "usersessions_list": Address("/account/devices/", get=(302, 200, 200), post=(302, 302, 302), page="member"),
    "mfa_index": Address("/account/second-factor/", get=(302, 200, 200), post=(302, 405, 405), page="member"),
    "mfa_authenticate": asks_again("/account/second-factor/ask/"),
    "mfa_reauthenticate": asks_again("/account/second-factor/reauthenticate/"),
    "mfa_activate_totp": asks_again("/account/second-factor/app/"),
    "mfa_deactivate_totp": Address("/account/second-factor/app/remove/", get=(302, 404, 404), post=(302, 404, 404)),
    "mfa_view_recovery_codes": Address("/account/second-factor/codes/", get=(302, 404, 404), post=(302, 405, 405)),
    "mfa_generate_recovery_codes": asks_again("/account/second-factor/codes/new/"),
    "mfa_download_recovery_codes": Address(
        "/account/second-factor/codes.txt", get=(302, 404, 404), post=(302, 404, 404)
    ),
    "mfa_list_webauthn": Address("/account/passkeys/", get=(302, 200, 200), post=(302, 405, 405), page="member"),
    "mfa_add_webauthn": asks_again("/account/passkeys/add/"),
    "mfa_login_webauthn": asks_again("/account/passkeys/login/"),
    "mfa_reauthenticate_webauthn": asks_again("/account/passkeys/reauthenticate/"),
    "mfa_remove_webauthn": asks_again("/account/passkeys/1/remove/"),
    "mfa_edit_webauthn": asks_again("/account/passkeys/1/edit/"),
    "socialaccount_connections": Address(
        "/account/elsewhere/", get=(302, 200, 200), post=(302, 200, 200), page="member"
    ),
    "socialaccount_signup": asks_again("/account/elsewhere/signup/"),
    "socialaccount_login_cancelled": public("/account/elsewhere/cancelled/"),
    "socialaccount_login_error": Address("/account/elsewhere/error/", get=(401, 401, 401)),
    "openid_connect_login": Address("/account/oidc/none/login/", get=NOBODY, post=NOBODY),
    "openid_connect_callback": Address("/account/oidc/none/login/callback/", get=NOBODY, post=NOBODY),
    "home:personal-data": Address("/account/data/", get=(302, 200, 200), page="member"),
    "home:download-personal-data": Address("/account/data/download/", get=ONLY_GET, post=(302, 302, 302)),
    "home:delete-account": asks_again("/account/data/delete/"),
    "account_inactive": Address("/account/inactive/", page="anonymous"),
    "account_reauthenticate": Address(
        "/account/reauthenticate/", get=(302, 200, 200), post=(302, 200, 200), page="member"
    ),
    "account_change_password": Address(
        "/account/password/change/", get=(302, 200, 200), post=(302, 200, 200), page="member"
    ),
    "account_set_password": Address("/account/password/set/", get=(302, 302, 302), post=(302, 302, 302)),
    "account_reset_password": Address("/account/password/reset/", post=(200, 200, 200), page="anonymous"),
    "account_reset_password_done": public("/account/password/reset/done/"),
    "account_reset_password_from_key_done": public("/account/password/reset/key/done/"),
    "account_reset_password_from_key": Address(
        "/account/password/reset/key/1-abc/", post=(200, 200, 200), page="anonymous"
    ),
}
# Ended by mail programs, which have no cookie: the token in the address is the secret.
WITHOUT_A_TOKEN = ("editorial:digest-unsubscribe", "editorial:digest-one-click")
TAKING = [name for name, address in ADDRESSES.items() if address.post != ONLY_GET and name not in WITHOUT_A_TOKEN]
PAGES = {name: address for name, address in ADDRESSES.items() if address.page}


@pytest.fixture
def world():
    make_home()
    build_world()
    prepare_groups()
    other = User.objects.create_user("other@example.org", "a-long-password")
    make_sent_issue(slug="2026-47")
    ClusterOrganisationFactory(pk=ORGANISATION, name="Example")
    SavedView.objects.create(pk=SAVED_VIEW, owner=other, kind=SavedView.Kind.RANKING, title="Theirs")


def signed_in(viewer: str) -> Client:
    client = Client()
    if viewer == "anonymous":
        return client
    user = User.objects.create_user(f"{viewer}@example.org", "a-long-password")
    if viewer == "editor":
        user.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(user)
    return client


def status_of(response) -> int:
    b"".join(response)  # read to the end, a streamed file is closed
    return response.status_code


def own_patterns(patterns: Sequence[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Names of all addresses but Wagtail's own and the two that only lead on to the sign-in."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        elif not getattr(pattern.urlconf_name, "__name__", "").startswith("wagtail"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from own_patterns(pattern.url_patterns, namespace + inner)


def test_every_address_of_the_portal_has_an_entry():
    assert set(own_patterns(get_resolver().url_patterns)) == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_entry_of_an_address_is_about_that_address(name: str):
    assert resolve(ADDRESSES[name].path).view_name == name


@pytest.mark.parametrize("viewer", VIEWERS)
def test_everybody_reads_what_is_theirs_to_read(viewer: str, world):
    place, client = VIEWERS.index(viewer), signed_in(viewer)
    found = {name: status_of(client.get(address.path)) for name, address in ADDRESSES.items()}
    assert found == {name: address.get[place] for name, address in ADDRESSES.items()}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_everybody_sends_only_what_is_theirs_to_send(viewer: str, world):
    place, client = VIEWERS.index(viewer), signed_in(viewer)
    found = {}
    for name, address in ADDRESSES.items():
        found[name] = client.post(address.path).status_code
        if viewer != "anonymous":
            client.force_login(User.objects.get(email=f"{viewer}@example.org"))
    assert found == {name: address.post[place] for name, address in ADDRESSES.items()}
    assert SavedView.objects.filter(pk=SAVED_VIEW).exists()


def test_nothing_is_taken_from_a_form_without_its_token(world):
    client = Client(enforce_csrf_checks=True)
    found = {name: client.post(ADDRESSES[name].path).status_code for name in TAKING}
    assert found == dict.fromkeys(TAKING, 403)


def test_every_page_is_complete(world):
    clients = {viewer: signed_in(viewer) for viewer in VIEWERS}
    for name, address in PAGES.items():
        assert_complete(clients[address.page], name)


def assert_complete(client: Client, name: str) -> None:
    """One h1, title, canonical link, valid HTML (`assert_page`), description, language, and a way past the header."""
    tree = assert_page(client.get(PAGES[name].path))
    descriptions = [meta.get("content") for meta in every(tree, "meta") if meta.get("name") == "description"]
    assert len(descriptions) == 1
    assert descriptions[0].strip()
    assert tree.get("lang") == "en"
    assert any(link.get("href") == "#main" for link in every(tree, "a"))
    assert [main.get("id") for main in every(tree, "main")] == ["main"]


def test_every_page_stands_in_other_languages_under_their_prefix(world):
    clients = {viewer: signed_in(viewer) for viewer in VIEWERS}
    for address in PAGES.values():
        tree = assert_page(clients[address.page].get(f"/fr{address.path}"))
        assert tree.get("lang") == "fr", address.path
