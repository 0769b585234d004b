"""Write to an organisation: a form, a page of thanks, and the messages as its members read them."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from internationalisation.profiles.contact.actions import TooMany, write_to_organisation
from internationalisation.profiles.contact.forms import OrganisationForm
from internationalisation.profiles.contact.permissions import can_read_messages
from internationalisation.profiles.contact.presenters import contact_page, messages_page, present_message
from internationalisation.profiles.queries import find_organisation
from internationalisation.profiles.visiting import of_organisation
from portal.core.reader_forms import accepts, status_of
from portal.editorial.pagination import paginate
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import rights_of

TEMPLATES = "internationalisation/profiles"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_organisation("internationalisation:contact")
def contact(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    """Only of a public profile: nobody writes to a draft."""
    if not organisation.is_public:
        raise Http404
    form = OrganisationForm(request.POST) if request.method == "POST" else OrganisationForm(initial=_known(request))
    if form.is_bound and accepts(form, request, "organisation") and _is_sent(form, organisation):
        here = [organisation.slug, organisation.pk]
        return HttpResponseRedirect(reverse("internationalisation:contact-thanks", args=here))
    context = {"page": contact_page(organisation), "form": form, "organisation": organisation}
    context["kept_days"] = settings.PORTAL_MESSAGES_KEPT_DAYS
    return render(request, f"{TEMPLATES}/contact.html", context, status=status_of(form))


@require_safe
@of_organisation("internationalisation:contact-thanks")
def contact_thanks(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    page = contact_page(organisation, _("Your message has been sent"))
    return render(request, f"{TEMPLATES}/contact_thanks.html", {"page": page, "organisation": organisation})


@require_safe
@never_cache
@login_required
def messages(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What readers wrote, the latest first. For anybody but its members there is nothing here."""
    organisation = find_organisation(pk)
    if organisation is None or not can_read_messages(rights_of(request.user), organisation):
        raise Http404
    rows, pages = paginate(organisation.messages.all(), request.GET, request.path)
    context = {
        "page": messages_page(organisation, request.path),
        "rows": tuple(map(present_message, rows)),
        "pages": pages,
        "kept_days": settings.PORTAL_MESSAGES_KEPT_DAYS,
    }
    return render(request, f"{TEMPLATES}/messages.html", context)


def _is_sent(form: OrganisationForm, organisation: ClusterOrganisation) -> bool:
    """A machine is thanked and nothing is stored; one message too many is refused with the words kept."""
    if form.is_from_a_machine:
        return True
    try:
        write_to_organisation(
            organisation=organisation, language=get_language() or settings.LANGUAGE_CODE, **form.stored
        )
    except TooMany:
        text = _("Too many messages were sent with this e-mail address within a day. Send it again tomorrow.")
        form.add_error(None, forms.ValidationError(text, code="too_many"))
        return False
    return True


def _known(request: HttpRequest) -> dict[str, str]:
    """Who is signed in need not write the address again."""
    return {"email": request.user.email} if request.user.is_authenticated else {}
