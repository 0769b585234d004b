"""Pages of moderators and national contacts: who reviews what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from internationalisation.people.contacts.actions import end_contact, name_contact
from internationalisation.people.contacts.forms import ContactForm
from internationalisation.people.contacts.presenters import count_words, present_contacts, present_organisations
from internationalisation.people.contacts.queries import (
    FACETS,
    count_administrators,
    list_contacts,
    reviewed_organisations,
)
from internationalisation.people.pages import account_page, review_crumb
from internationalisation.review.states import with_workflow
from portal.editorial.listing import present_filters
from portal.editorial.pagination import paginate
from portal.registry.models import NationalContact
from portal.registry.permissions import check_can_govern, check_can_review_any, rights_of

CONTACTS = "internationalisation:national-contacts"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def national_contacts(request: HttpRequest) -> HttpResponse:
    check_can_govern(rights_of(request.user))
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, country = form.cleaned_data["person"], form.cleaned_data["country"]
        name_contact(person=person, country=country, by=request.user)
        values = {"person": person, "country": country.local_name}
        messages.success(request, _("%(person)s is a national contact for: %(country)s.") % values)
        return redirect(CONTACTS)
    lead = _("They decide about profiles and claims of one country; moderators decide about all.")
    page = account_page(_("National contacts"), request.path, lead, (review_crumb(),))
    context = {"page": page, "contacts": present_contacts(list_contacts()), "form": form}
    status = 400 if request.method == "POST" else 200
    return render(request, "internationalisation/people/national_contacts.html", context, status=status)


@require_POST
@login_required
def end_national_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click finds it ended."""
    check_can_govern(rights_of(request.user))
    contact = NationalContact.objects.select_related("user", "country").filter(pk=pk).first()
    if contact is not None:
        end_contact(contact=contact, by=request.user)
    messages.success(request, _("This person is no longer a national contact. Their decisions remain valid."))
    return redirect(CONTACTS)


@require_safe
@never_cache
@login_required
def country_organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation that the viewer reviews, with its state."""
    rights = rights_of(request.user)
    check_can_review_any(rights)
    narrowed, rows = FACETS.parse(request.GET), reviewed_organisations(rights)
    counts = FACETS.count(rows, narrowed)
    shown, pagination = paginate(
        with_workflow(FACETS.rows(rows, narrowed)), request.GET, request.path, dict(narrowed.pairs), counts.total
    )
    lead = _("Drafts and hidden profiles are listed, too; your own organisations are not.")
    context = {
        "page": account_page(_("Organisations that you review"), request.path, lead, (review_crumb(),)),
        "table": present_organisations(shown, count_administrators(shown), localdate()),
        "filters": present_filters(FACETS, counts, narrowed, request.path),
        "count": count_words(counts.total),
        "pagination": pagination,
    }
    return render(request, "internationalisation/people/country_organisations.html", context)
