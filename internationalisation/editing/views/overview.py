"""What was written: everything as it will look before it is submitted, and everything that it said before."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import InvalidPage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Revision

from internationalisation.editing.actions import restore_revision
from internationalisation.editing.forms import TokenForm
from internationalisation.editing.history import Entry, present_history, present_pages
from internationalisation.editing.pages import page_of, progress_of, step_url
from internationalisation.editing.presenters import parts_of
from internationalisation.editing.queries import get_history
from internationalisation.editing.requirements import missing
from internationalisation.editing.steps import CHECK, STEPS
from internationalisation.editing.views.common import followed, work_of
from internationalisation.review.states import state_of
from portal.core.errors import NotFound
from portal.core.reader_forms import token_of
from portal.registry.criteria import criteria_of
from portal.registry.permissions import can_administer, can_edit, check_can_edit, rights_of


@require_safe
@never_cache
@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The last step: how it looks, what is missing, which criteria are met, and submitting it."""
    work = work_of(request, pk)
    title = _("Check and submit")
    context = {
        "page": page_of(work.draft, title, step_url(pk, CHECK), _("Everything as it will look, and what is missing.")),
        "organisation": work.organisation,
        "progress": progress_of(work.draft, work.values, CHECK),
        "parts": parts_of(work.values, {step.key: step_url(pk, step.key) for step in STEPS}),
        "missing": [(gap, f"{step_url(pk, gap.step)}#{target_of(gap.field)}") for gap in missing(work.draft)],
        "criteria": [(one, step_url(pk, one.step)) for one in criteria_of(work.draft)],
        "state": state_of(work.organisation),
        "can_submit": can_administer(rights_of(request.user), work.organisation),
        "token": uuid4(),
        "before_url": step_url(pk, STEPS[-1].key),
    }
    return render(request, "internationalisation/editing/check.html", context)


def target_of(field: str) -> str:
    """The id of a field on its page; industry groups begin with the first scheme."""
    return "id_groups_nace" if field == "groups" else f"id_{field}"


@require_safe
@never_cache
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Revisions, newest first: who, when, and what changed in words."""
    organisation = followed(request, pk)
    try:
        page, steps = get_history(organisation, _number(request.GET.get("page", "1")))
    except InvalidPage as error:
        first = (_("The newest revisions"), reverse("internationalisation:history", args=[pk]))
        raise NotFound(_("The history has no such page."), [first]) from error
    entries: tuple[Entry, ...] = present_history(organisation, steps)
    context: dict[str, Any] = {
        "page": page_of(organisation, _("History"), _address(pk, page.number), _("Who changed what, and when.")),
        "organisation": organisation,
        "entries": entries,
        "pagination": present_pages(page),
        "can_edit": can_edit(rights_of(request.user), organisation),
        "token": uuid4(),
    }
    return render(request, "internationalisation/editing/history.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _address(pk: int, number: int) -> str:
    path = reverse("internationalisation:history", args=[pk])
    return f"{path}?page={number}" if number > 1 else path


@require_POST
@login_required
def restore(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """Make an older revision the draft again; what stands now stays in the history."""
    organisation = followed(request, pk)
    check_can_edit(rights_of(request.user), organisation)
    chosen = get_object_or_404(Revision.objects.for_instance(organisation), pk=revision)
    form = TokenForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Nothing was restored: the button was not whole. Press it once more."))
        return redirect("internationalisation:history", pk)
    token = token_of(form.cleaned_data["token"], str(revision))
    address = restore_revision(organisation=organisation, user=request.user, revision=chosen, token=token)
    messages.success(
        request, _("Restored as the draft, with the contact persons of today. What stood before can be restored too.")
    )
    return redirect(address)
