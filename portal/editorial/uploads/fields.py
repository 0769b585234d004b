"""File fields that look at a file before Wagtail's own decode or store it."""

from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from portal.core.uploads.documents import check_document
from portal.core.uploads.images import check_image
from portal.core.uploads.metadata import without_metadata
from portal.core.uploads.refusal import UploadRefused, suffix_of


class SafeImageField(WagtailImageField):
    """Counts pixels before anything is drawn; what is kept says nothing about place, time or camera."""

    default_validators = ()  # the check names the reason; Wagtail's would add a second one

    def to_python(self, data: File | None) -> Any:
        if not data:
            return super().to_python(data)
        _check(check_image, data)
        super().to_python(data)
        return _cleaned(data)


class SafeDocumentField(WagtailDocumentField):
    """Takes what is what its name says. Browsers ask `max_upload_size`, which is that of the largest kind."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        limits = settings.PORTAL_UPLOAD_LIMITS
        values = {"document": filesizeformat(limits["document"]), "video": filesizeformat(limits["video"])}
        self.help_text = _("Documents up to %(document)s, videos up to %(video)s.") % values

    def to_python(self, data: File | None) -> Any:
        if data:
            _check(check_document, data)
        return super().to_python(data)


def _check(check: Callable[[IO[bytes], str, int], None], data: File) -> None:
    try:
        check(data, data.name, data.size)
    except UploadRefused as refused:
        raise ValidationError(str(refused), code="refused") from refused


def _cleaned(data: File) -> SimpleUploadedFile:
    try:
        content = without_metadata(data, suffix_of(data.name))
    except UploadRefused as refused:
        raise ValidationError(str(refused), code="refused") from refused
    return SimpleUploadedFile(data.name, content, data.content_type)
