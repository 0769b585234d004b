"""Links to other sites: what an answer means, and that an editor's link leads the portal nowhere it should not go."""

import socket

import pytest

from portal.editorial.links import asking
from portal.editorial.links.asking import Refused, check_external, public_address
from tests.editorial.links.factories import other_site


@pytest.fixture
def site(settings):
    settings.PORTAL_LINK_CHECK_HOSTS = ["127.0.0.1"]
    with other_site() as site:
        yield site


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/200/", "works", 200),
        ("/404/", "broken", 404),
        ("/410/", "broken", 410),
        ("/500/", "broken", 500),
        ("/403/", "closed", 403),
        ("/429/", "closed", 429),
        ("/302/200/", "works", 200),
        ("/302/404/", "broken", 404),
        ("/get-only", "works", 200),
    ],
)
def test_what_an_answer_means(site, path: str, state: str, status: int):
    result = check_external(site.url + path)
    assert (result.state, result.status) == (state, status)


def test_an_address_that_moved_for_good_names_the_new_one(site):
    result = check_external(f"{site.url}/301/308/200/new")
    assert (result.state, result.target) == ("redirected", f"{site.url}/200/new")


def test_a_circle_ends(site):
    assert check_external(f"{site.url}/302/" * 1 + "302/" * 20).state == "broken"
    assert len(site.asked) <= 2 * (asking.MOST_REDIRECTS + 1)


def test_a_site_that_does_not_answer_is_not_waited_for(site, monkeypatch):
    monkeypatch.setattr(asking, "CONNECT_SECONDS", 0.2)
    assert check_external(f"{site.url}/slow").state == "timeout"


def test_a_site_that_drips_its_answer_is_hung_up_on(site, monkeypatch):
    monkeypatch.setattr(asking, "ALL_SECONDS", 0.4)
    assert check_external(f"{site.url}/drip").state == "timeout"


def test_a_host_that_nobody_knows_is_broken(monkeypatch):
    def unknown(*_arguments, **_options):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert check_external("https://nowhere.example/").state == "broken"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "::1", "fd00::1",
     "::ffff:127.0.0.1", "fe80::1", "2002:7f00:1::"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_not_asked(address: str, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_o: [(0, 0, 0, "", (address, 80))])
    with pytest.raises(Refused):
        public_address("innocent.example", 80)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(0, 0, 0, "", ("93.184.215.14", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_o: found)
    with pytest.raises(Refused):
        public_address("innocent.example", 80)


def test_a_redirect_into_the_portal_s_own_network_is_refused(site):
    result = check_external(f"{site.url}/302/http://127.0.0.2:1/secret")
    assert result.state == "refused"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://a:b@example.org/"]
)
def test_only_plain_web_addresses_are_asked(url: str):
    assert check_external(url).state == "refused"


@pytest.mark.parametrize("url", ["http://", "https://exa mple.org/", "http://example.org:99999/", "http://[::1/"])
def test_an_address_that_is_none_is_broken_or_refused(url: str, monkeypatch):
    def unknown(*_arguments, **_options):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert check_external(url).state in {"broken", "refused"}


def test_the_checker_says_who_it_is(site, settings):
    head = asking._headers(asking.urlsplit(site.url))
    assert settings.WAGTAILADMIN_BASE_URL in head["User-Agent"]
