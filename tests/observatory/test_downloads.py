"""What a kept download belongs to."""

from datetime import timedelta

import pytest
from django.test import Client

from observatory.downloads import version_of
from observatory.models import CurrentRelease, Release
from tests.observatory.factories import ReleaseFactory
from tests.observatory.worlds import build_world

DOWNLOADS = (
    "/observatory/rankings.csv",
    "/observatory/regions/DE21.csv",
    "/observatory/data.csv",
    "/observatory.csv",
    "/map.svg",
)


def asked(client: Client, address: str, tag: str = ""):
    response = client.get(address, headers={"If-None-Match": tag} if tag else None)
    b"".join(response)  # read to the end, a streamed file is closed
    return response


def test_figures_computed_again_are_another_version():
    release = ReleaseFactory.build(pk=1)
    before = version_of(release)
    release.computed_at += timedelta(microseconds=1)
    assert version_of(release) != before


def test_the_same_code_in_another_database_is_another_version():
    one, other = (ReleaseFactory.build(pk=1, code="2026-01-01-1", fingerprint=mark * 64) for mark in "ab")
    assert version_of(one) != version_of(other)


@pytest.mark.django_db
@pytest.mark.parametrize("address", DOWNLOADS)
def test_a_download_of_figures_computed_again_is_sent_again(client: Client, address: str, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    release = build_world().release
    tag = asked(client, address)["ETag"]
    assert asked(client, address, tag).status_code == 304
    Release.objects.filter(pk=release.pk).update(computed_at=release.computed_at + timedelta(seconds=1))
    assert asked(client, address, tag).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", [one for one in DOWNLOADS if one != "/map.svg"])
def test_before_the_first_release_there_is_nothing_to_download(client: Client, address: str):
    build_world()
    CurrentRelease.objects.all().delete()
    response = client.get(address)
    assert response.status_code == 404
    assert "No statistics are published yet" in response.content.decode()
