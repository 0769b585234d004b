"""Claims: made on the organisation's address, followed and decided on the claim's own."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from internationalisation.models.claim import Claim
from internationalisation.people.claims.actions import (
    TooManyClaims,
    confirm_claim,
    decline_claim,
    make_claim,
    object_to_claim,
    withdraw_claim,
)
from internationalisation.people.claims.forms import ClaimForm, DecisionForm, ObjectionForm
from internationalisation.people.claims.presenters import present_claim, present_claims_table
from internationalisation.people.own.queries import open_claims_for
from internationalisation.people.pages import account_page, organisations_crumb, review_crumb
from internationalisation.people.permissions import NoLongerOpen, check_can_claim, check_can_follow_claim
from internationalisation.people.reading import organisation_and_rights
from portal.core.once import once
from portal.core.page import Link
from portal.editorial.pagination import paginate
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights, can_review, check_can_review_any, rights_of

ONE_CLAIM = "internationalisation:claim-item"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def claim(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The form; whoever has an open claim is led to it. The name in the address is for readers alone."""
    organisation, rights = organisation_and_rights(request, pk)
    check_can_claim(rights, organisation)
    own = Claim.objects.open().filter(organisation=organisation, claimant=request.user).first()
    if own is not None:
        return redirect(ONE_CLAIM, own.pk)
    form = ClaimForm(request.POST if request.method == "POST" else None, initial={"work_email": request.user.email})
    if form.is_valid():
        try:
            address = once(form.cleaned_data["token"], lambda: _make(request, organisation, form))
        except TooManyClaims:
            form.add_error(None, _("You made as many claims as one person can make in a day. Go on tomorrow."))
            return _show_form(request, organisation, form, 429)
        messages.success(request, _("Sent. You get a mail when your claim is decided."))
        return redirect(address)
    return _show_form(request, organisation, form, 400 if form.is_bound else 200)


def _make(request: HttpRequest, organisation: ClusterOrganisation, form: ClaimForm) -> str:
    made = make_claim(organisation=organisation, claimant=request.user, values=form.values)
    return reverse(ONE_CLAIM, args=[made.pk])


def _show_form(request: HttpRequest, organisation: ClusterOrganisation, form: ClaimForm, status: int) -> HttpResponse:
    title = _("Claim the profile of %(name)s") % {"name": organisation.name}
    lead = _("For people who work for this organisation and want to keep its profile.")
    path = reverse("internationalisation:claim", args=[organisation.slug, organisation.pk])
    context = {"page": account_page(title, path, lead, (organisations_crumb(),)), "form": form}
    return render(request, "internationalisation/people/claim_form.html", context, status=status)


@require_safe
@never_cache
@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer's decision."""
    rights = rights_of(request.user)
    check_can_review_any(rights)
    rows, pagination = paginate(open_claims_for(rights).order_by("created_at", "pk"), request.GET, request.path)
    lead = _("People who say that they work for an organisation and want to keep its profile. The oldest come first.")
    page = account_page(_("Claims"), request.path, lead, (review_crumb(),))
    context = {"page": page, "table": present_claims_table(rows), "pagination": pagination}
    return render(request, "internationalisation/people/claims.html", context)


@require_safe
@never_cache
@login_required
def one_claim(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _followed(request, pk))


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    followed = _followed(request, pk)
    return _done(request, pk, lambda: withdraw_claim(claim=followed, by=request.user), _("You took your claim back."))


@require_POST
@never_cache
@login_required
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    followed = _followed(request, pk)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _show(request, followed, objection_form=form)
    text = form.cleaned_data["objection"]
    said = _("Your objection is with those who decide.")
    return _done(request, pk, lambda: object_to_claim(claim=followed, by=request.user, text=text), said)


@require_POST
@never_cache
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    followed = _followed(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, followed, decision_form=form)
    if form.cleaned_data["decision"] == DecisionForm.CONFIRM:
        said = _("Confirmed. The person is told by mail.")
        return _done(request, pk, lambda: confirm_claim(claim=followed, by=request.user), said)
    reason = form.cleaned_data["reason"]
    said = _("Declined. The person is told by mail.")
    return _done(request, pk, lambda: decline_claim(claim=followed, by=request.user, reason=reason), said)


def _followed(request: HttpRequest, pk: int) -> Claim:
    claim = get_object_or_404(Claim.objects.select_related("organisation", "claimant"), pk=pk)
    check_can_follow_claim(rights_of(request.user), claim)
    return claim


def _done(request: HttpRequest, pk: int, do: Callable[[], None], said: str) -> HttpResponse:
    """What is decided meanwhile is said; nothing is decided twice."""
    try:
        do()
        messages.success(request, said)
    except NoLongerOpen as error:
        messages.info(request, str(error))
    return redirect(ONE_CLAIM, pk)


def _above(rights: Rights, claim: Claim) -> tuple[Link, ...]:
    """The way up: to what waits, for those who decide; to the own organisations for all others."""
    if claim.claimant_id != rights.user_pk and can_review(rights, claim.organisation):
        return (review_crumb(), Link(_("Claims"), reverse("internationalisation:claims")))
    return (organisations_crumb(),)


def _show(
    request: HttpRequest, claim: Claim, objection_form: Form | None = None, decision_form: Form | None = None
) -> HttpResponse:
    rights, faulty = rights_of(request.user), objection_form or decision_form
    addresses = EmailAddress.objects.filter(user=claim.claimant, verified=True).values_list("email", flat=True)
    path = reverse(ONE_CLAIM, args=[claim.pk])
    context = {
        "page": account_page(_("Claim: %(name)s") % {"name": claim.organisation.name}, path, "", _above(rights, claim)),
        "claim": present_claim(claim, rights, map(str.lower, addresses)),
        "objection_form": objection_form or ObjectionForm(),
        "decision_form": decision_form or DecisionForm(),
        "faulty_form": faulty,
    }
    return render(request, "internationalisation/people/claim.html", context, status=400 if faulty else 200)
