"""What all buttons of a review have in common: act once, say what was done, and go back to the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from internationalisation.review.errors import Refused
from internationalisation.review.forms import TokenForm
from portal.core.once import once


def send(request: HttpRequest, form: TokenForm, act: Callable[[], None], done: str, address: str) -> HttpResponse:
    """Of a valid form. A second click does nothing and leads to the same page; a refusal is said there."""

    def do() -> str:
        act()
        messages.success(request, done)
        return address

    try:
        return redirect(once(form.cleaned_data["token"], do))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address)


def incomplete(request: HttpRequest, address: str) -> HttpResponse:
    """A button came without its token: an old page, or a form made by hand."""
    messages.error(request, _("Nothing was done: the form was incomplete. Load the page again and press the button."))
    return redirect(address)
