"""Figures of member firms: seen and confirmed by administrators of the organisation alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from internationalisation.firms.figures.actions import confirm_figures, withdraw_figures
from internationalisation.firms.figures.presenters import present_figures
from internationalisation.firms.figures.queries import list_firms_with_figures, list_years
from internationalisation.people.pages import account_page, organisation_crumbs
from internationalisation.people.reading import organisation_and_rights
from portal.core.errors import BadChoice
from portal.editorial.pagination import paginate
from portal.registry.permissions import check_can_administer

PAGE = "internationalisation:firm-figures"
DEEDS = {"confirm": confirm_figures, "withdraw": withdraw_figures}


@require_safe
@never_cache
@login_required
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Member firms whose figures the portal has, ten a page."""
    organisation, rights = organisation_and_rights(request, pk)
    check_can_administer(rights, organisation)
    path = reverse(PAGE, args=[pk])
    shown, pagination = paginate(list_firms_with_figures(organisation), request.GET.dict(), path)
    page = account_page(
        _("Figures of member firms"),
        path,
        _("Figures of a single firm are seen by nobody else until you confirm that they are public."),
        organisation_crumbs(organisation),
    )
    rows = present_figures(organisation, list_years(shown))
    context = {"page": page, "organisation": organisation, "rows": rows, "pagination": pagination}
    return render(request, "internationalisation/firms/figures.html", context)


@require_POST
@login_required
def decide_figures(request: HttpRequest, pk: int, firm_pk: int) -> HttpResponse:
    """A second click finds the same state and changes nothing."""
    organisation, rights = organisation_and_rights(request, pk)
    check_can_administer(rights, organisation)
    deed = request.POST.get("decision", "")
    if deed not in DEEDS:
        raise BadChoice("decision", deed, tuple(DEEDS))
    firm = DEEDS[deed](organisation=organisation, firm_pk=firm_pk, by=request.user)
    words = _("The figures of %(firm)s are public.") if deed == "confirm" else _("The figures of %(firm)s are private.")
    messages.success(request, words % {"firm": firm.name})
    return redirect(PAGE, pk)
