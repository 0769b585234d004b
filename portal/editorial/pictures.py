"""Pictures of images whose renditions came with the page's one question."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from wagtail.images import get_image_model
from wagtail.images.models import Rendition


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """`alt` is empty for a decorative picture."""

    url: str
    width: int
    height: int
    alt: str = ""


def rendition(image: str, spec: str) -> Subquery:
    """The rendition of the image that the field `image` names, as a part of another query.

    `spec` must not depend on the focal point ("max-…", "width-…").
    """
    made = Rendition.objects.filter(image=OuterRef(image), filter_spec=spec).order_by("-pk")
    return Subquery(made.values(found=JSONObject(file="file", width="width", height="height"))[:1])


def placed(known: dict[str, Any] | None, image_id: int | None, spec: str, alt: str) -> PlacedPicture | None:
    """The picture from what `rendition` found, None without image. One that nobody has seen yet is made: 3 queries."""
    if known:  # with its size: without it Django opens the file to measure it
        return PlacedPicture(Rendition(**known).url, known["width"], known["height"], alt)
    image = get_image_model().objects.filter(pk=image_id).first() if image_id else None
    if image is None:
        return None
    made = image.get_rendition(spec)
    return PlacedPicture(made.url, made.width, made.height, alt)
