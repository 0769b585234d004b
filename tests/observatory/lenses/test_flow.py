"""A scheme of an analyst: uploaded, looked through, opened, seen by everyone, withdrawn."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from observatory.actions import publish
from observatory.computing import compute_figures
from observatory.lenses.actions import NotOurs, begin_opening, open_scheme, upload_scheme, withdraw_scheme
from observatory.lenses.reading import About, read_upload
from observatory.lenses.tasks import open_uploaded_scheme
from observatory.models import (
    ClusterFigure,
    CurrentRelease,
    GroupFigure,
    Proximity,
    RegionClusters,
    Release,
    SchemeUpload,
    StarCut,
)
from portal.accounts.models import User
from portal.accounts.roles import ANALYST, EDITOR
from portal.home.roles import prepare_groups
from portal.registry.memory import keep_up
from portal.registry.models import IndustryGroup, Scheme
from portal.registry.reference import reference
from tests.editorial.factories import make_home
from tests.observatory.computing.forty import YEAR, build_forty
from tests.observatory.factories import CurrentReleaseFactory
from tests.worlds import shared

pytestmark = pytest.mark.django_db
CSV = b"group,title,market,code,weight\ncars,Cars and more,traded,C29,1\ncars,,,C10,0.5\nfood,Food,traded,C10,1\n"
FIELDS = {"code": "net-zero", "name": "Net zero", "description": "What it is.", "source": "Own", "made_by": "Unit X"}
KINDS = (ClusterFigure, GroupFigure, Proximity)


def build():
    loaded = build_forty()
    compute_figures(loaded)
    loaded.first_published_at = timezone.now()
    loaded.save()
    return CurrentReleaseFactory(release=loaded).release.pk


built = shared(build)


@pytest.fixture
def release(db, built):
    return Release.objects.get(pk=built)


def user_in(role, name="analyst"):
    prepare_groups()
    user = User.objects.create_user(f"{name}@example.org", "a-long-password")
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def analyst(client):
    make_home()
    client.force_login(user_in(ANALYST))
    return client


def upload(client, content=CSV, **changes):
    file = SimpleUploadedFile("scheme.csv", content)
    return client.post(reverse("uploaded_schemes:index"), FIELDS | changes | {"file": file})


def stored(code="net-zero"):
    return SchemeUpload.objects.select_related("scheme").get(scheme=code)


def draft():
    about = About(**FIELDS)
    return upload_scheme(owner=None, file_name="s.csv", scheme=read_upload("s.csv", CSV, about))


def opened():
    one = draft()
    SchemeUpload.objects.filter(pk=one.pk).update(state="opening", preview={"year": YEAR})
    open_scheme(upload=one)
    return one


def figures_of(code):
    return sum(kind.objects.filter(group__scheme=code).count() for kind in KINDS) + sum(
        kind.objects.filter(scheme=code).count() for kind in (RegionClusters, StarCut)
    )


def test_an_upload_is_a_draft_with_a_preview_that_nobody_meets(release, analyst, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(analyst).status_code == 302
    one = stored()
    assert (one.state, one.scheme.state) == ("ready", "draft")
    assert [group["coverage"] for group in one.preview["groups"]] == [1.0, 1.0]
    assert sum(one.preview["stars"]) > 0
    assert figures_of("net-zero") == 0
    assert "net-zero" not in [scheme.code for scheme in reference().schemes]
    page = analyst.get(reverse("uploaded_schemes:detail", args=["net-zero"]))
    assert "Cars and more" in page.text
    assert "100%" in page.text


def test_the_preview_says_what_the_figures_then_are(release, analyst, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(analyst)
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(reverse("uploaded_schemes:open", args=["net-zero"]))
    stars = ClusterFigure.objects.filter(group__scheme="net-zero", area="eu27", region__level=2, year=YEAR)
    counts = [stars.filter(stars__0=count).count() for count in (1, 2, 3)]
    assert stored().state == "open"
    assert counts == list(stored().preview["stars"])


def test_an_open_scheme_has_its_own_page_and_stands_in_every_choice(
    release, analyst, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload(analyst)
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(reverse("uploaded_schemes:open", args=["net-zero"]))
    client.logout()
    assert "Made by Unit X" in client.get(reverse("observatory:industries")).text
    assert client.get(reverse("observatory:industry", args=["net-zero", "cars"])).status_code == 200
    assert client.get(reverse("observatory:rankings"), {"scheme": "net-zero"}).status_code == 200


def test_before_it_is_opened_its_addresses_do_not_exist(release, analyst, client):
    draft()
    client.logout()
    assert client.get(reverse("observatory:industry", args=["net-zero", "cars"])).status_code == 404
    assert client.get(reverse("observatory:rankings"), {"scheme": "net-zero"}).status_code == 400
    assert "Net zero" not in client.get(reverse("observatory:industries")).text


def test_figures_of_other_schemes_do_not_change(release):
    before = list(ClusterFigure.objects.order_by("pk").values())
    opened()
    assert list(ClusterFigure.objects.filter(group__scheme="nace").order_by("pk").values()) == before


def test_the_next_release_gives_the_same_figures_by_itself(release):
    opened()
    cells = ClusterFigure.objects.filter(group__scheme="net-zero").order_by("area", "year", "region", "group")
    fields = ("area", "year", "region", "group", "location_quotient", "stars", "density", "size_rank", "outlook")
    before = list(cells.values(*fields))
    compute_figures(release)
    assert list(cells.values(*fields)) == before


def test_opening_twice_changes_nothing(release):
    one = opened()
    count = figures_of("net-zero")
    SchemeUpload.objects.filter(pk=one.pk).update(state="opening")
    open_scheme(upload=one)
    assert figures_of("net-zero") == count > 0


def test_a_second_click_on_open_starts_nothing(release):
    one = draft()
    SchemeUpload.objects.filter(pk=one.pk).update(state="ready", preview={"year": YEAR})
    assert begin_opening(upload=one)
    assert not begin_opening(upload=one)


def test_a_worker_that_dies_leaves_the_scheme_closed(release, monkeypatch):
    one = draft()
    SchemeUpload.objects.filter(pk=one.pk).update(state="opening")
    monkeypatch.setattr("observatory.computing.one_scheme.write_region_clusters", _killed)
    with pytest.raises(RuntimeError):
        open_scheme(upload=one)
    assert figures_of("net-zero") == 0
    assert Scheme.everything.get(code="net-zero").state == "draft"


def _killed(*_):
    raise RuntimeError


def test_withdrawing_takes_page_and_figures_away_and_keeps_the_draft(release, client):
    make_home()
    one = opened()
    withdraw_scheme(upload=one)
    assert figures_of("net-zero") == 0
    assert IndustryGroup.everything.filter(scheme="net-zero").count() == 2
    assert client.get(reverse("observatory:industry", args=["net-zero", "cars"])).status_code == 404


def test_a_scheme_that_was_withdrawn_while_it_waited_is_not_opened(release):
    one = draft()
    SchemeUpload.objects.filter(pk=one.pk).update(state="opening")
    withdraw_scheme(upload=one)
    open_uploaded_scheme.call(one.pk)
    assert Scheme.everything.get(code="net-zero").state == "draft"


def test_every_process_meets_an_opened_scheme_without_a_restart(release, client):
    """Another process remembers the schemes; the number beside the release tells it to read them again."""
    make_home()
    address = reverse("observatory:rankings")
    keep_up(CurrentRelease.objects.get().registry_number)
    assert client.get(address, {"scheme": "net-zero"}).status_code == 400
    opened()
    assert "net-zero" not in [scheme.code for scheme in reference().schemes]
    assert client.get(address, {"scheme": "net-zero"}).status_code == 200


def test_kept_downloads_are_of_the_moment_before(release):
    before = release.computed_at
    opened()
    release.refresh_from_db()
    assert release.computed_at > before


def test_the_portals_own_schemes_cannot_be_replaced(release):
    about = About(**FIELDS | {"code": "nace"})
    with pytest.raises(NotOurs):
        upload_scheme(owner=None, file_name="s.csv", scheme=read_upload("s.csv", CSV, about))


def test_an_open_scheme_is_not_replaced_and_not_deleted(release, analyst):
    opened()
    assert upload(analyst).status_code == 400
    analyst.post(reverse("uploaded_schemes:delete", args=["net-zero"]))
    assert Scheme.objects.filter(code="net-zero").exists()


def test_a_draft_is_replaced_by_an_upload_of_the_same_code(release, analyst):
    draft()
    upload(analyst, CSV.replace(b"food,Food,traded,C10,1\n", b""))
    assert [group.code for group in IndustryGroup.everything.filter(scheme="net-zero")] == ["cars"]


def test_before_the_first_release_the_preview_says_that_there_is_nothing(
    release, analyst, django_capture_on_commit_callbacks
):
    CurrentRelease.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        upload(analyst, code="Net-Zero")
    assert stored().state == "failed"
    assert "No release" in analyst.get(reverse("uploaded_schemes:detail", args=["net-zero"])).text


def test_bad_rows_are_shown_and_the_form_keeps_what_was_written(release, analyst):
    answer = upload(analyst, CSV.replace(b"C29", b"X99"))
    assert answer.status_code == 400
    assert "line 2" in answer.text
    assert "What it is." in answer.text
    assert not SchemeUpload.objects.exists()


def test_publishing_again_keeps_an_open_scheme(release):
    opened()
    count = figures_of("net-zero")
    publish(release=release)
    assert figures_of("net-zero") == count


@pytest.mark.parametrize("role", [EDITOR, ""])
def test_only_analysts_upload(release, client, role):
    make_home()
    client.force_login(user_in(role, "other"))
    assert upload(client).status_code == 302
    assert not SchemeUpload.objects.exists()
