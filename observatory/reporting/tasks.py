"""Jobs of the queue: they take ids and are safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task

from observatory.models import FigureReport
from portal.core.mailing import mail_once

NOT_GIVEN = "not given"


@task()
def mail_report(report_pk: int) -> None:
    """Tell the analysts of one report. A second run finds it mailed and sends nothing."""
    mail_once(FigureReport.objects.select_related("release"), report_pk, _message)


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
