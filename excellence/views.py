"""Pages of the Excellence section."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.menu import localised
from portal.editorial.sections import Card, Section, render_section


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    section = Section(
        key="excellence",
        title=_("Excellence"),
        lead=_("How cluster organisations are managed well: benchmarking, labels and training."),
        cards=(
            Card(
                _("See how strong your region's clusters are"),
                reverse("observatory:find"),
                _("Each statistical cluster has a page with the arithmetic of its stars."),
            ),
            Card(_("Read the methodology"), reverse("observatory:methodology"), _("What is measured, and how.")),
            Card(_("Events"), localised("/events/"), _("Training and meetings that editors announce.")),
        ),
    )
    return render_section(request, section)
