"""Jobs of the queue: they take ids and are safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from observatory.models import FigureReport

NOT_GIVEN = "not given"


@task()
def mail_report(report_pk: int) -> None:
    """Tell the analysts of one report. A second run finds it mailed and sends nothing."""
    with transaction.atomic():
        reports = FigureReport.objects.select_for_update(of=("self",)).select_related("release")
        report = reports.get(pk=report_pk)
        if report.mailed_at is not None:
            return
        _message(report).send()
        report.mailed_at = timezone.now()
        report.save(update_fields=["mailed_at"])


def _message(report: FigureReport) -> EmailMessage:
    lines = (
        f"Address: {settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{report.address}",
        f"Release: {report.release.code if report.release else NOT_GIVEN}",
        f"Cell: {report.cell or NOT_GIVEN}",
        f"Reader's e-mail: {report.email or NOT_GIVEN}",
        "",
        report.message,
    )
    return EmailMessage(
        subject=f"Problem with a figure: {report.cell or report.address}"[:200],
        body="\n".join(lines),
        to=[settings.PORTAL_ANALYST_EMAIL],
        reply_to=[report.email] if report.email else None,
    )
