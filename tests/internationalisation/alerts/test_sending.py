"""Who saved a search hears of what is new and fits: real and public organisations, each once, whatever is killed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models.signals import post_save
from django.utils import timezone

from internationalisation.directory.alerts.actions import SETTLED_AFTER, send_alerts
from internationalisation.directory.alerts.reading import is_understood
from portal.accounts.models import OutgoingMail, SavedView
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.directory.worlds import make_groups, make_places, organisation
from tests.internationalisation.factories import make_user
from tests.internationalisation.people.worlds import mails
from tests.worlds import shared

NOW = timezone.now()
TOO_MANY = 10_001  # parameters; a request cannot have so many
ASKED, PUBLISHED = NOW - timedelta(days=2), NOW - timedelta(days=1)


def build() -> None:
    make_places()
    make_groups()


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """The mails of one run at so many hours from now."""

    def run(hours: int = 0) -> list:
        with mails(django_capture_on_commit_callbacks) as sent:
            send_alerts(now=NOW + timedelta(hours=hours))
        return sent

    return run


def search(query: str, email: str = "reader@example.org", **fields) -> SavedView:
    values = {"kind": "directory", "title": "My search", "alerts_since": ASKED}
    owner = fields.pop("owner", None) or make_user(email)
    return SavedView.objects.create(owner=owner, query=query, **values | fields)


def published(name: str, region: str = "DE212", when=PUBLISHED, **fields) -> ClusterOrganisation:
    return organisation(name, region, first_published_at=when, **fields)


def test_the_mail_names_what_is_new_with_its_place_and_the_ways_on(told):
    search("region=DE2", title="Bavaria")
    made = published("Auto Cluster", city="Garching")
    published("Danube", "AT130")
    published("Old", when=ASKED - timedelta(days=1))
    (mail,) = told()
    assert mail.to == ["reader@example.org"]
    assert mail.subject.endswith("1 new organisation for “Bavaria”")
    assert "Auto Cluster: Garching, Oberbayern, Germany" in mail.body
    links = [line.partition("://")[2].partition("/")[2] for line in mail.body.splitlines() if line.startswith("http")]
    assert links == [made.get_absolute_url()[1:], "clusters/?region=DE2", "account/"]
    assert not any(name in mail.body for name in ("Danube", "Old"))
    assert "Auto Cluster" in str(mail.alternatives[0].content)


def test_the_mail_is_in_the_owners_language_with_its_links_and_places(told):
    view = search("region=DE2", title="Bavaria")
    type(view.owner).objects.update(language="de")
    made = published("Auto Cluster", city="Garching")
    (mail,) = told()
    assert "Ihre ganze Suche:" in mail.body
    assert "Auto Cluster: Garching, Oberbayern, Deutschland" in mail.body
    links = [line.partition("://")[2].partition("/")[2] for line in mail.body.splitlines() if line.startswith("http")]
    assert made.get_absolute_url().startswith("/clusters/")
    assert links == [f"de{made.get_absolute_url()}", "de/clusters/?region=DE2", "de/account/"]


def test_nothing_is_told_twice_and_what_comes_later_is_told_later(told):
    search("country=DE")
    published("First")
    assert len(told()) == 1
    assert told() == []
    published("Second", when=NOW)
    (mail,) = told(hours=2)
    assert "Second" in mail.body
    assert "First" not in mail.body


def test_what_was_published_a_moment_ago_waits_for_its_transaction(told):
    """A long import shows its rows only when it ends, with the moments at which it wrote them."""
    search("")
    published("Quick", when=NOW - SETTLED_AFTER / 2)
    assert told() == []
    assert len(told(hours=1)) == 1


@pytest.mark.parametrize(
    "other", [{"live": False}, {"is_demonstration": True}, {"standing": "suspended"}, {"standing": "archived"}]
)
def test_drafts_closed_and_invented_organisations_are_told_of_to_nobody(told, other):
    search("")
    search("demonstration=1", "other@example.org")
    published("Quokka", **other)
    assert told() == []


def test_only_switched_on_searches_of_people_who_can_sign_in_are_asked(told):
    search("", alerts_since=None)
    search("", "gone@example.org").owner.__class__.objects.filter(email="gone@example.org").update(is_active=False)
    search("", "map@example.org", kind="map")
    published("New")
    assert told() == []


@pytest.mark.parametrize("query", ["country=XX", "view=globe", "&".join(["q=a"] * TOO_MANY)])
def test_a_search_that_the_directory_refuses_keeps_nobody_elses_from_being_asked(told, query):
    search(query)
    search("", "other@example.org")
    published("New")
    assert [mail.to for mail in told()] == [["other@example.org"]]
    assert not is_understood(query)


def test_a_long_list_ends_with_how_many_more(told):
    search("")
    for number in range(22):
        published(f"Cluster {number:02}")
    (mail,) = told()
    assert "22 new organisations" in mail.subject
    assert "Cluster 19" in mail.body
    assert "Cluster 20" not in mail.body
    assert "And 2 more." in mail.body


def test_who_is_killed_in_between_has_told_nothing_twice_and_loses_nothing(settings):
    """The second search is killed after its mail was written and before its transaction ended."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    search("country=DE")
    second = search("country=DE", "second@example.org")
    published("New")

    def kill(instance: SavedView, **_more: object) -> None:
        if instance.pk == second.pk:
            assert waiting() == ["reader@example.org", "second@example.org"]
            raise KeyboardInterrupt

    post_save.connect(kill, sender=SavedView)
    try:
        with pytest.raises(KeyboardInterrupt):
            send_alerts(now=NOW)
    finally:
        post_save.disconnect(kill, sender=SavedView)
    assert waiting() == ["reader@example.org"]
    assert send_alerts(now=NOW) == 1
    assert waiting() == ["reader@example.org", "second@example.org"]


def waiting() -> list[str]:
    """To whom mails are in the queue."""
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_the_clock_runs_the_command(settings, capsys):
    search("")
    published("New")
    call_command("send_search_alerts")
    assert "Queued 1 mails." in capsys.readouterr().out
    assert "send_search_alerts" in settings.PORTAL_CLOCK
