"""A new profile: country, name and kind; likely duplicates are named before it is made."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from internationalisation.editing.actions import TooMany, create_organisation, was_made
from internationalisation.editing.forms import BeginForm
from internationalisation.editing.keeping import forget_words, keep_and_sign_in, kept_words
from internationalisation.editing.opening import FIELD, NotOpened, Opening, check_opening, opened_by
from internationalisation.editing.pages import begin_page
from internationalisation.editing.places import country_map, draw_country
from internationalisation.editing.queries import list_likely
from portal.core.downloads import Download, answer_image
from portal.core.errors import NotFound
from portal.core.reader_forms import token_of
from portal.editorial.events.kinds import language_choices
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.permissions import rights_of

PLACE = "new"
ANYWAY = "anyway"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt  # the seal of the form says who was given it, also after a new session began: see `opening`
def begin(request: HttpRequest) -> HttpResponse:
    """The form of a new profile. A second click leads to the profile that the first one made."""
    if not request.user.is_authenticated:
        return keep_and_sign_in(request)
    if request.method == "POST":
        return _make(request)
    words = kept_words(request)
    return _render(request, BeginForm(words), opened_by(request.user, PLACE))


def _make(request: HttpRequest) -> HttpResponse:
    try:
        opening = check_opening(request.POST.get(FIELD, ""), request.user, PLACE)
    except NotOpened as error:
        text = _("This form was opened by another account, or it is not whole. Open it again and write once more.")
        raise PermissionDenied(text) from error
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _render(request, form, opening, status=400)
    values = form.values
    likely = list_likely(values["name"], values["country"], values["website"], rights_of(request.user))
    token = token_of(opening.form, *map(str, values.values()))
    if likely and ANYWAY not in request.POST and not was_made(token):
        return _render(request, form, opening, likely=likely)
    try:
        address = create_organisation(user=request.user, token=token, values=values | {"text_language": _language()})
    except TooMany as error:
        form.add_error(None, str(error))
        return _render(request, form, opening, status=429)
    forget_words(request)
    return redirect(address)


def _language() -> str:
    """What the texts are written in, most likely: the language that their writer reads."""
    language = get_language() or ""
    return language if language in dict(language_choices()) else "en"


def _render(request: HttpRequest, form: BeginForm, opening: Opening, status: int = 200, **more: Any) -> HttpResponse:
    context = {"page": begin_page(), "form": form, "sealed": opening.sealed(), **more}
    return render(request, "internationalisation/editing/new.html", context, status=status)


@require_safe
def map_of_country(request: HttpRequest, country: str) -> HttpResponseBase:
    """The picture that a click chooses a region on. 1 query after a start; browsers ask once a version."""
    drawn = country_map(country)
    if drawn is None:
        raise NotFound(_("There is no map of this country."))
    download = Download(f"country-{country}", "svg", OUTLINE_NUTS, "editing")
    return answer_image(request, download, lambda: draw_country(country, drawn).encode())
