"""The personal page: what an account keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.actions import delete_view, rename_view, save_view, switch_alerts
from portal.accounts.forms import RenameForm, SavedViewForm
from portal.accounts.models import SavedView
from portal.accounts.presenters import present_mail_language, present_security
from portal.accounts.queries import get_security
from portal.core.page import PageMeta
from portal.core.panels import About, Subject, panels_for
from portal.editorial.events.proposals.permissions import can_propose
from portal.home.presenters import present_saved_views

PERSONAL_PAGE = "home:personal"


@require_safe
@never_cache
@login_required
def personal(request: HttpRequest) -> HttpResponse:
    page = PageMeta(
        title=_("Your account"),
        description=_("What you keep on the portal."),
        canonical_path=request.path,
        lead=_("Signed in as %(email)s.") % {"email": request.user.email},
        is_indexable=False,
        section="account",
    )
    views = present_saved_views(request.user.saved_views.all())
    panels = panels_for(Subject.MEMBER, About(), request.user)
    security = present_security(get_security(request.user))
    context = {"page": page, "views": views, "panels": panels, "security": security}
    context["may_propose"] = can_propose(request.user)
    context["mails"] = present_mail_language(request.user)
    return render(request, "home/personal.html", context)


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the address that a page's form names."""
    form = SavedViewForm(request.POST)
    if form.is_valid():
        save_view(owner=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. You find it here whenever you sign in."))
    else:
        messages.error(request, _("This view could not be saved: the form was incomplete."))
    return redirect(PERSONAL_PAGE)


@require_POST
@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a saved view of one's own; for anybody else's there is nothing here."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    form = RenameForm(request.POST)
    if form.is_valid():
        rename_view(view=view, user=request.user, title=form.cleaned_data["title"])
        messages.success(request, _("Renamed: %(title)s.") % {"title": view.title})
    else:
        messages.error(request, _("The view keeps its name: the new one was empty or longer than 200 characters."))
    return redirect(PERSONAL_PAGE)


@require_POST
@login_required
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved view of one's own; for anybody else's there is nothing here."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    delete_view(view=view, user=request.user)
    messages.success(request, _("Deleted: %(title)s.") % {"title": view.title})
    return redirect(PERSONAL_PAGE)


@require_POST
@login_required
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail what is new in a saved search of one's own, or stop; `on` says which, so a second click does no harm."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user, kind=SavedView.Kind.DIRECTORY)
    is_on = request.POST.get("on") == "1"
    switch_alerts(view=view, user=request.user, is_on=is_on)
    told = _("You get a mail when a new organisation fits: %(title)s.") if is_on else _("No more mails: %(title)s.")
    messages.success(request, told % {"title": view.title})
    return redirect(PERSONAL_PAGE)
