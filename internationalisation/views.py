"""Pages of the Internationalisation section."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.menu import localised
from portal.editorial.sections import Card, Section, render_section


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    section = Section(
        key="internationalisation",
        title=_("Internationalisation"),
        lead=_("Where cluster organisations find partners in Europe and beyond."),
        cards=(
            Card(
                _("Directory of cluster organisations"),
                reverse("internationalisation:directory"),
                _("Search them by country, industry, technology and service, as a list, as cards or on a map."),
            ),
            Card(
                _("Cluster organisations near you"),
                reverse("internationalisation:near"),
                _("From your postcode or region to the nearest ones, and to the industries that concentrate there."),
            ),
            Card(
                _("Register your organisation"),
                reverse("internationalisation:new-organisation"),
                _("Managers describe their cluster organisation, keep it current with colleagues, and are found."),
            ),
            Card(
                _("Find regions with your industry"),
                reverse("observatory:rankings"),
                _("Statistical clusters by industry group, country and number of stars."),
            ),
            Card(
                _("Compare places on the map"),
                reverse("observatory:mapping"),
                _("Where an industry group concentrates in Europe."),
            ),
            Card(_("Events"), localised("/events/"), _("Matchmaking and meetings that editors announce.")),
        ),
    )
    return render_section(request, section)
