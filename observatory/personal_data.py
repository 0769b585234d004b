"""What the observatory keeps of people with an account."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from observatory.analyses.actions import delete_analysis
from observatory.models import Analysis, FigureReport, SchemeUpload
from portal.core.personal_data import Provider, Row, register


def register_providers() -> None:
    register(
        Provider(
            key="analyses",
            title=_("Tables that you had analysed, and schemes that you uploaded"),
            export=export_analyses,
            erase=erase_analyses,
            goes=_("Tables that you had analysed go with their results."),
            stays=_("Schemes of industry groups stay, without a trace of who uploaded them."),
            relations=("observatory.Analysis.owner",),
        )
    )
    register(
        Provider(
            key="reports",
            title=_("Problems with figures that you reported under your address"),
            export=export_reports,
            erase=erase_reports,
            stays=_("Reports of problems with figures stay without your address."),
        )
    )


def export_analyses(user: Any) -> Iterable[Row]:
    for row in Analysis.objects.filter(owner=user).values("title", "options", "state", "created_at"):
        yield {"kind": "analysis", **row}
    for upload in SchemeUpload.objects.filter(owner=user).values("file_name"):
        yield {"kind": "scheme", **upload}


def erase_analyses(user: Any) -> None:
    for analysis in Analysis.objects.filter(owner=user):
        delete_analysis(analysis=analysis)


def export_reports(user: Any) -> Iterable[Row]:
    reports = FigureReport.objects.filter(email__iexact=user.email)
    yield from reports.values("address", "cell", "message", "created_at")


def erase_reports(user: Any) -> None:
    FigureReport.objects.filter(email__iexact=user.email).update(email="")
