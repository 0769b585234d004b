"""The digest on the web: signing up, the issues, and what the links in its mails open."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.reader_forms import accepts, status_of
from portal.editorial.digest.actions.subscribers import choose, confirm, sign_up, unsubscribe
from portal.editorial.digest.forms import SignUpForm, WishForm
from portal.editorial.digest.pages import archive_page, digest_feed_entries, digest_meta, feed_head, issue_page
from portal.editorial.digest.queries import get_issue, get_subscriber, list_items
from portal.editorial.listing import answer_feed
from portal.editorial.models.digest import DigestIssue

PAGE = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 53  # a year of issues; the feed and search know the others


@PAGE
@never_cache
def digest(request: HttpRequest) -> HttpResponseBase:
    """The form to sign up, and the issues so far."""
    form = SignUpForm(request.POST) if request.method == "POST" else SignUpForm()
    if form.is_bound and accepts(form, request, "digest"):
        if not form.is_from_a_machine:
            sign_up(email=form.cleaned_data["email"], wish=form.wish)
        return HttpResponseRedirect(reverse("editorial:digest-sent"))
    context = {"form": form, **archive_page(DigestIssue.objects.public()[:SHOWN])}
    return render(request, "editorial/digest/index.html", context, status=status_of(form))


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """What to do next: the same whether the address was known or not."""
    page = digest_meta(_("Look at your mail"), is_indexable=False)
    return render(request, "editorial/digest/sent.html", {"page": page})


@require_safe
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = get_issue(slug)
    return render(request, "editorial/digest/issue.html", issue_page(found, list_items(found)))


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    return answer_feed(request, feed_head(), digest_feed_entries(DigestIssue.objects.public()[:SHOWN]))


@PAGE
@never_cache
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button and no more: programs that open the links of mails confirm nothing."""
    if request.method == "POST" and confirm(token=token):
        return HttpResponseRedirect(f"{reverse('editorial:digest-preferences', args=[token])}?done=confirmed")
    subscriber = get_subscriber(token)
    page = digest_meta(_("Confirm that you want the digest"), is_indexable=False)
    return render(request, "editorial/digest/confirm.html", {"page": page, "email": subscriber.email})


@PAGE
@never_cache
def preferences(request: HttpRequest, token: str) -> HttpResponseBase:
    subscriber = get_subscriber(token)
    if subscriber.confirmed_at is None:
        return HttpResponseRedirect(reverse("editorial:digest-confirm", args=[token]))
    chosen = {name: getattr(subscriber, name) for name in ("language", "topics", "countries")}
    form = WishForm(request.POST) if request.method == "POST" else WishForm(initial=chosen)
    if form.is_bound and form.is_valid() and choose(token=token, wish=form.wish):
        return HttpResponseRedirect(f"{request.path}?done=changed")
    page = digest_meta(_("Your digest"), is_indexable=False)
    context = {"page": page, "form": form, "email": subscriber.email, "token": token, "done": request.GET.get("done")}
    return render(request, "editorial/digest/preferences.html", context, status=400 if form.is_bound else 200)


@csrf_exempt  # the token in the address is the secret that a form's token would be; mail programs send no cookie
@PAGE
@never_cache
def end_subscription(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button; sent twice it says the same."""
    if request.method == "POST":
        unsubscribe(token=token)
        return _ended(request)
    subscriber = get_subscriber(token)
    page = digest_meta(_("End the digest"), is_indexable=False)
    return render(request, "editorial/digest/end.html", {"page": page, "email": subscriber.email, "token": token})


@csrf_exempt
@require_POST
def one_click(request: HttpRequest, token: str) -> HttpResponseBase:
    """RFC 8058: a mail program ends the subscription in one request, without cookies and without a redirect."""
    unsubscribe(token=token)
    return _ended(request)


def _ended(request: HttpRequest) -> HttpResponseBase:
    page = digest_meta(_("You no longer receive the digest"), is_indexable=False)
    return render(request, "editorial/digest/ended.html", {"page": page})
