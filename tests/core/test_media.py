"""Uploaded pictures are public, everything else in the media folder is not."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def uploads() -> None:
    for name in ("images/bridge.png", "documents/contract.pdf"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"content"))


def test_a_picture_is_served_and_may_be_kept(client, db):
    answer = client.get("/media/images/bridge.png")
    assert b"".join(answer.streaming_content) == b"content"
    assert answer["Content-Type"] == "image/png"
    assert "max-age=86400" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["documents/contract.pdf", "images/none.png", "images/../documents/contract.pdf"])
def test_documents_and_missing_files_are_not_found(client, db, path):
    assert client.get(f"/media/{path}").status_code == 404
