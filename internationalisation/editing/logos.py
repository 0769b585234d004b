"""Logos as pictures of Wagtail, whose file was checked before it comes here."""

from typing import Any

from django.core.files.base import File
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from portal.registry.models import ClusterOrganisation


def store_logo(organisation: ClusterOrganisation, user: Any, file: "File[bytes]") -> AbstractImage:
    """The picture of a file, named like the organisation; one that this person sent before is not stored again."""
    picture: AbstractImage = get_image_model()(
        title=organisation.name, description=organisation.name, file=file, uploaded_by_user=user
    )
    picture._set_file_hash()
    known = type(picture).objects.filter(file_hash=picture.file_hash, uploaded_by_user=user).first()
    if known is not None:
        return known
    picture._set_image_file_metadata()
    picture.save()
    return picture
