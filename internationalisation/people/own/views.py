"""The list of somebody's own organisations."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from internationalisation.people.own.presenters import present_claims, present_own
from internationalisation.people.own.queries import list_own, list_own_claims
from internationalisation.people.pages import account_page
from portal.registry.permissions import can_review_any, rights_of


@require_safe
@never_cache
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    rights = rights_of(request.user)
    lead = _("Profiles that you keep, what state they are in, and what to do next.")
    context = {
        "page": account_page(_("Your organisations"), request.path, lead),
        "own": present_own(list_own(rights), localdate()),
        "claims": present_claims(list_own_claims(request.user)),
        "is_reviewer": can_review_any(rights),
    }
    return render(request, "internationalisation/people/organisations.html", context)
