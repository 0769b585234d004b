"""Pictures that editors uploaded. Documents have an address of their own, which asks for permission first."""

import posixpath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

# Wagtail's folders: renditions, and the originals that editors see.
FOLDERS = ("images/", "original_images/")
DAY_SECONDS = 86_400


@require_safe
def picture(request: HttpRequest, path: str) -> FileResponse:
    """The file as it lies there; our server sends it without holding a thread."""
    if not path.startswith(FOLDERS) or posixpath.normpath(path) != path:
        raise Http404
    try:
        response = FileResponse(default_storage.open(path))
    except (OSError, SuspiciousFileOperation) as problem:
        raise Http404 from problem
    patch_cache_control(response, public=True, max_age=DAY_SECONDS)
    return response
