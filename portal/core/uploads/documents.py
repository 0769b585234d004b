"""Documents, videos and captions: the content must be what the name says, and nothing else besides."""

from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from portal.core.uploads.archives import check_archive
from portal.core.uploads.captions import check_captions
from portal.core.uploads.refusal import UploadRefused, check_size, suffix_of
from portal.core.uploads.signatures import check_is_no_archive, head_of, is_markup, true_suffix, wrong_name

ARCHIVES = {"docx", "ods", "odt", "pptx", "xlsx", "zip"}
TEXTS = {"csv", "txt"}
VIDEOS = {"mp4", "webm"}
WINDOW_BYTES = 1 << 20


def check_document(file: IO[bytes], name: str, size: int) -> None:
    """Raises UploadRefused for what is no harmless document. Reads the file once, a window at a time."""
    suffix = suffix_of(name)
    if suffix not in settings.WAGTAILDOCS_EXTENSIONS:
        allowed = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        raise UploadRefused(
            _("Files whose name ends in .%(suffix)s are not taken. Upload one of: %(allowed)s.")
            % {"suffix": suffix, "allowed": allowed}
        )
    check_size(size, most_bytes(suffix))
    if suffix in ARCHIVES:
        check_archive(file, suffix, size)
    elif suffix in TEXTS:
        check_text(file, suffix)
    elif suffix == "vtt":
        check_captions(file)
    else:
        _check_binary(file, suffix)


def most_bytes(suffix: str) -> int:
    """How large a file with this ending may be."""
    limits = settings.PORTAL_UPLOAD_LIMITS
    if suffix in VIDEOS:
        return int(limits["video"])
    return int(limits["captions"] if suffix == "vtt" else limits["document"])


def check_text(file: IO[bytes], suffix: str) -> None:
    """Raises UploadRefused for what is no plain text in UTF-8 or a Western code page, or is markup."""
    head = head_of(file)
    if is_markup(head) or true_suffix(head):
        raise wrong_name(suffix, head)
    while window := file.read(WINDOW_BYTES):
        if b"\0" in window:
            raise wrong_name(suffix, head)
    file.seek(0)


def _check_binary(file: IO[bytes], suffix: str) -> None:
    """PDF and videos: by their first bytes. A PDF must not be an archive at the same time."""
    head = head_of(file)
    starts_right = head.startswith(b"%PDF-") if suffix == "pdf" else true_suffix(head) in _same(suffix)
    if not starts_right:
        raise wrong_name(suffix, head)
    if suffix == "pdf":
        check_is_no_archive(file)
    file.seek(0)


def _same(suffix: str) -> tuple[str, ...]:
    return ("mp4", "m4v") if suffix == "mp4" else (suffix,)
