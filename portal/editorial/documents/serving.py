"""Videos among the documents: players ask for parts of them. Everything else is sent by Wagtail."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import Document, document_served

from portal.core.ranges import answer_part


@require_safe
def video_file(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """The whole file or the part that is asked for, to those whom Wagtail's own hooks let through. 2 queries.

    An answer of a hook (a form for a password, a way to sign in) goes before the file, as in Wagtail's own view.
    """
    document = get_object_or_404(Document.objects.select_related("collection"), pk=document_id)
    if document.filename != filename:
        raise Http404
    for asked in hooks.get_hooks("before_serve_document"):
        answer = asked(document, request)
        if isinstance(answer, HttpResponseBase):
            return answer
    document_served.send(sender=Document, instance=document, request=request)
    return _answer(request, document)


def _answer(request: HttpRequest, document: Document) -> HttpResponseBase:
    try:
        file = document.file.storage.open(document.file.name, "rb")
    except OSError as problem:
        raise Http404 from problem
    etag = quote_etag(document.get_file_hash())
    response = answer_part(request, file, content_type=document.content_type, etag=etag)
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
