"""The digest in the site's administration: drafts, previews, a test to oneself, sending."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from portal.editorial.digest.actions import issues as actions
from portal.editorial.digest.desk_forms import DraftForms, PreviewForm
from portal.editorial.digest.desk_presenters import present_desk, present_issues
from portal.editorial.digest.letters import Letter, write_issue
from portal.editorial.digest.permissions import can_send_digest, check_can_edit_digest, check_can_send_digest
from portal.editorial.digest.queries import get_progress, list_items, progress_of_all
from portal.editorial.digest.weeks import this_week
from portal.editorial.digest.words import Wish
from portal.editorial.models.digest import DigestIssue, Subscriber

REFRESH_SECONDS = 4
WITHOUT_RETURN = ("send", "cancel", "send-again")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All issues, and how many readers wait for the next."""
    check_can_edit_digest(request.user)
    rows = present_issues(DigestIssue.objects.all()[:200], progress_of_all())
    context = {"rows": rows, "subscribers": Subscriber.objects.confirmed().count(), "week": this_week().slug}
    return render(request, "wagtailadmin/digest/index.html", context)


@require_POST
def compose(request: HttpRequest) -> HttpResponse:
    """This week's draft, made or brought up to date."""
    check_can_edit_digest(request.user)
    issue = actions.compose(week=this_week())
    if not issue.is_draft:
        messages.warning(request, _("This week's digest is no draft any more: the next one begins on Monday."))
    return _to(issue)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft to change; of an issue that is being sent its progress, looking again by itself."""
    check_can_edit_digest(request.user)
    issue = _issue(slug)
    forms = DraftForms(issue, issue.items.all(), request.POST or None) if issue.is_draft else None
    if request.method == "POST" and (forms is None or forms.is_valid()):
        return _change(request, issue, forms)
    context: dict[str, Any] = {
        "issue": issue,
        "forms": forms,
        "preview": PreviewForm(),
        "view": present_desk(issue, get_progress(issue), Subscriber.objects.confirmed().count()),
        "may_send": can_send_digest(request.user),
        "refresh": REFRESH_SECONDS,
    }
    return render(request, "wagtailadmin/digest/detail.html", context, status=400 if request.method == "POST" else 200)


def _change(request: HttpRequest, issue: DigestIssue, forms: DraftForms | None) -> HttpResponse:
    if forms is not None and actions.change(
        issue=issue, introductions=forms.introductions.cleaned_data, items=[form.placed for form in forms.items]
    ):
        messages.success(request, _("The draft is saved."))
    else:
        messages.error(request, _("The draft was not changed: its sending has begun meanwhile."))
    return _to(issue)


@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The mail itself, for the chosen reader."""
    check_can_edit_digest(request.user)
    mail = _mail(_issue(slug), PreviewForm(request.POST or request.GET).wish(settings.LANGUAGE_CODE), request.user)
    if mail is None:
        return render(request, "wagtailadmin/digest/nothing.html")
    return HttpResponse(mail.body, content_type="text/plain; charset=utf-8") if "text" in request.POST else _html(mail)


def _html(mail: Any) -> HttpResponse:
    return HttpResponse(mail.alternatives[0].content)


@require_POST
def send_test(request: HttpRequest, slug: str) -> HttpResponse:
    """One mail to whoever asks, as the chosen reader would receive it; nobody else gets it."""
    check_can_edit_digest(request.user)
    issue = _issue(slug)
    mail = _mail(issue, PreviewForm(request.POST).wish(settings.LANGUAGE_CODE), request.user)
    if mail is None:
        messages.warning(request, _("Nothing was sent: nothing in this issue fits the choice."))
        return _to(issue)
    mail.subject = _("Test: %(subject)s") % {"subject": mail.subject}
    _send_now(request, mail)
    return _to(issue)


def _send_now(request: HttpRequest, mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError as problem:  # SMTPException is one
        messages.error(request, _("The mail server did not take the test: %(problem)s") % {"problem": problem})
        return
    messages.success(request, _("A test is on its way to %(email)s.") % {"email": mail.to[0]})


def _mail(issue: DigestIssue, wish: Wish, user: Any) -> Any:
    return write_issue(Letter(issue, list_items(issue), wish, user.email))


@require_POST
def move(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Send, pause, resume, cancel, or send again what may have been lost. A second click changes nothing."""
    check_can_send_digest(request.user)
    issue = _issue(slug)
    steps: dict[str, Callable[..., bool]] = {
        "send": actions.begin_sending,
        "pause": actions.pause,
        "resume": actions.resume,
        "cancel": actions.cancel,
        "send-again": actions.send_uncertain_again,
    }
    if step in WITHOUT_RETURN and "sure" not in request.POST:
        messages.error(request, _("Nothing changed: tick the box first, for this cannot be undone."))
    elif step == "send" and not list_items(issue):
        messages.error(request, _("Nothing was sent: nothing stands in this issue."))
    elif not steps[step](issue=issue):
        messages.warning(request, _("Nothing changed: that had happened already."))
    return _to(issue)


def _issue(slug: str) -> DigestIssue:
    return get_object_or_404(DigestIssue, slug=slug)


def _to(issue: DigestIssue) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("digest_desk:detail", args=[issue.slug]))
