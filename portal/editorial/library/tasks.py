"""Jobs of the queue: they take the key of a document and are safe to run twice."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.editorial.library.actions import read_text, unread_documents

AT_ONCE = 100


@task()
def read_document(document_pk: int) -> None:
    """Read the text of a PDF; one that is gone or read already is left alone."""
    document = unread_documents().filter(pk=document_pk).first()
    if document is not None:
        read_text(document=document)


def ask_to_read_documents() -> int:
    """Queue the reading of documents that nobody has read and that are not queued yet; how many. 2 queries."""
    waiting = DBTaskResult.objects.filter(task_path=read_document.module_path, status__in=("READY", "RUNNING"))
    queued = {args[0] for args in waiting.values_list("args_kwargs__args", flat=True)}
    keys = unread_documents().exclude(pk__in=queued).values_list("pk", flat=True)[:AT_ONCE]
    for key in keys:
        read_document.enqueue(key)
    return len(keys)
