"""Base forms that the settings name: Wagtail builds every form for images and documents from them."""

from typing import Any

from django.forms import Field
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.editorial.uploads.fields import SafeDocumentField, SafeImageField


class SafeImageForm(BaseImageForm):
    """The form of an image. A form without file (the second step of a multiple upload) has none to check."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _replace_file(self.fields, SafeImageField)


class SafeDocumentForm(BaseDocumentForm):
    """The form of a document."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _replace_file(self.fields, SafeDocumentField)

    def add_error(self, field: str | None, error: Any) -> None:
        """Where a file is refused already, the model's complaint that there is none would confuse."""
        if field is None and "file" in self.errors and hasattr(error, "error_dict"):
            error.error_dict.pop("file", None)
        super().add_error(field, error)


def _replace_file(fields: dict[str, Field], field_class: type[Field]) -> None:
    """Wagtail chooses the class of the field itself; label and widget are kept."""
    if "file" in fields:
        old = fields["file"]
        fields["file"] = field_class(label=old.label, required=old.required, widget=old.widget)
