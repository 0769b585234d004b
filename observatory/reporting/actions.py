"""Changes of state of a reader's report: storing it once, telling the analysts once."""

from uuid import UUID

from django.db import transaction

from observatory.models import FigureReport, Release
from observatory.reporting.tasks import mail_report


def report_figure(*, address: str, release: str, cell: str, message: str, email: str, token: UUID) -> FigureReport:
    """Store a report and have the analysts told. The same token again stores and sends nothing new."""
    with transaction.atomic():
        report, is_new = FigureReport.objects.get_or_create(
            token=token,
            defaults={
                "address": address,
                "release": Release.objects.filter(code=release).first(),
                "cell": cell,
                "message": message,
                "email": email,
            },
        )
        if is_new:
            transaction.on_commit(lambda: mail_report.enqueue(report.pk))
    return report
