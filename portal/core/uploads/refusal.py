"""The reason why an upload is not taken, in words for whoever sent it."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


class UploadRefused(ValueError):
    """The message says what is wrong with the file and what to do."""


def check_size(size: int | None, most_bytes: int) -> None:
    """Raises UploadRefused for an empty file and for one of more than `most_bytes`."""
    if not size:
        raise UploadRefused(_("The file is empty. Choose the file again."))
    if size > most_bytes:
        values = {"size": filesizeformat(size), "most": filesizeformat(most_bytes)}
        raise UploadRefused(
            _("The file is too large: %(size)s, where %(most)s are allowed. Make it smaller and upload it again.")
            % values
        )


def suffix_of(name: str) -> str:
    """`Report.PDF` → "pdf"; empty where the name has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
