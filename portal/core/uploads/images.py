"""Pictures: the size is read from the header before anything is decoded."""

import warnings
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from portal.core.formatting import number
from portal.core.uploads.refusal import UploadRefused, check_size, suffix_of
from portal.core.uploads.signatures import check_holds_no_page, check_is_no_archive, head_of, is_markup, wrong_name

PILLOW_FORMATS = {"gif": "GIF", "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
MILLION = 1_000_000


def check_image(file: IO[bytes], name: str, size: int) -> None:
    """Raises UploadRefused for what is no harmless picture. Costs a reading of the file and a small window of memory.

    The pixels are counted from the header: a file of a few kilobytes may announce a hundred million of them.
    """
    check_size(size, settings.PORTAL_UPLOAD_LIMITS["image"])
    suffix = suffix_of(name)
    if suffix == "svg" or is_markup(head_of(file)):
        raise UploadRefused(
            _("SVG files and web pages can hold programs and are not taken as pictures. Upload a PNG, JPEG or WebP.")
        )
    if suffix not in settings.WAGTAILIMAGES_EXTENSIONS:
        allowed = ", ".join(settings.WAGTAILIMAGES_EXTENSIONS)
        raise UploadRefused(
            _("This is no format for pictures here. Upload one of: %(allowed)s.") % {"allowed": allowed}
        )
    _check_pixels(file, suffix)
    check_is_no_archive(file)
    check_holds_no_page(file)


def _check_pixels(file: IO[bytes], suffix: str) -> None:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    try:
        width, height, frames = _header(file, PILLOW_FORMATS[suffix])
    except Image.DecompressionBombError as problem:
        raise _too_many(_("several hundred"), most) from problem
    except UnidentifiedImageError as problem:
        raise wrong_name(suffix, head_of(file)) from problem
    except Exception as problem:  # Pillow raises a dozen kinds on broken headers
        raise UploadRefused(_("The picture is damaged. Save it again and upload it.")) from problem
    finally:
        file.seek(0)
    if width * height * frames > most:
        raise _too_many(number(width * height * frames / MILLION), most)


def _too_many(millions: str, most: int) -> UploadRefused:
    values = {"pixels": millions, "most": number(most / MILLION)}
    return UploadRefused(
        _("The picture has %(pixels)s million pixels, where %(most)s million are allowed. Make it smaller.") % values
    )


def _header(file: IO[bytes], pillow_format: str) -> tuple[int, int, int]:
    """Width, height and frames as announced; nothing is decoded."""
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        image = Image.open(file, formats=[pillow_format])
    width, height = image.size
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    # To count frames a GIF is walked through: not before one of them is known to be small.
    frames = getattr(image, "n_frames", 1) if width * height <= most else 1
    return width, height, frames
