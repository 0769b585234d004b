"""Pages of the Emerging industries section."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.menu import localised
from portal.editorial.sections import Card, Section, render_section


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    section = Section(
        key="emerging",
        title=_("Emerging industries"),
        lead=_("New value chains across old industries, and the initiatives that support them."),
        cards=(
            Card(
                _("Look at industry groups"),
                reverse("observatory:industries"),
                _("Emerging industries and other ways to group activities, with their composition."),
            ),
            Card(
                _("See the rankings"),
                reverse("observatory:rankings"),
                _("Statistical clusters by industry group, country and number of stars."),
            ),
            Card(_("News"), localised("/news/"), _("Calls and initiatives that editors report.")),
        ),
    )
    return render_section(request, section)
