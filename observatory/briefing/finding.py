"""What a briefing is about: read from the address of the page that it sums up, by the rules of that page."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from observatory.briefing.contents import Make, of_group, of_place, of_several
from observatory.briefing.job import Job
from observatory.briefing.paper import as_pdf
from observatory.briefing.word import as_docx
from observatory.downloads import version_of
from observatory.presenters.custom.words import subject_name
from observatory.presenters.words import group_name, region_name
from observatory.queries.custom_members import CustomSubject, overlaps
from observatory.queries.place import Place, get_place
from observatory.views.asking import Asked, ask
from observatory.views.custom import ask_custom, ask_set, set_subject, several_of
from observatory.views.industry import find_group
from portal.core.downloads import Download
from portal.core.errors import NotFound

WRITERS = {"pdf": as_pdf, "docx": as_docx}
PLACE_PARAMETERS = ("scheme", "year", "rules", "area")
GROUP_PARAMETERS = ("year", "rules", "area")
NUTS2 = 2
LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that has a briefing: `name` is the file's, `contents` reads the figures."""

    asked: Asked
    title: str
    name: str
    contents: Make


def find_job(page: str, suffix: str) -> Job:
    """The file that sums up the page at `page`, in the language of that address.

    Its content is fixed by release, choices, language and day: panels name events that pass. Raises NotFound for an
    address without a briefing, and what the page itself raises for its codes and choices.
    """
    parts = urlsplit(page[:LONGEST_ADDRESS])
    if parts.scheme or parts.netloc or len(page) > LONGEST_ADDRESS:
        raise _no_briefing()
    language = translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    today = timezone.localdate()
    with translation.override(language):
        subject = _subject(parts.path, parts.query)
        address = subject.asked.address
        key = f"briefing {address} {language} {today.isoformat()}"
        download = Download(subject.name, suffix, version_of(subject.asked.release), key, is_long=True)

    def make() -> bytes:
        with translation.override(language):
            return WRITERS[suffix](subject.contents(today), language)

    return Job(subject.title, address, suffix, download, make)


def _subject(path: str, query: str) -> Subject:
    try:
        match = resolve(path)
    except Resolver404:
        raise _no_briefing() from None
    found = SUBJECTS.get(match.view_name)
    if found is None:
        raise _no_briefing()
    return found(query, **match.kwargs)


def _no_briefing() -> NotFound:
    places = (gettext("Regions"), reverse("observatory:find"))
    groups = (gettext("Industries"), reverse("observatory:industries"))
    message = gettext("Briefings are made of regions, countries and industry groups. Their pages lead to them.")
    return NotFound(message, [places, groups])


def _asked(path: str, query: str, parameters: tuple[str, ...]) -> Asked:
    """The page's own reading of its address."""
    return ask(_request(path, query), parameters)


def _request(path: str, query: str) -> HttpRequest:
    """As much of a request as reading an address needs: the queue has no other."""
    request = HttpRequest()
    request.path, request.GET = path, QueryDict(query)
    return request


def _place(query: str, code: str) -> Subject:
    """Under any of the region's codes; those of NUTS 3 lead to the region around them."""
    place = get_place(code)
    if place.redirect_to:
        place = get_place(place.redirect_to)
    if place.region.level > NUTS2:
        raise _too_small(place)
    asked = _asked(reverse("observatory:region", args=[place.code]), query, PLACE_PARAMETERS)
    title = region_name(place.region)
    return Subject(asked, title, f"{place.code}-briefing-{asked.selection.year}", of_place(place, asked))


def _too_small(place: Place) -> NotFound:
    message = gettext("Figures are published for NUTS 2 regions and larger, so briefings are made of those.")
    links = [(one.name, reverse("observatory:region", args=[one.code])) for one in place.around]
    return NotFound(message, links)


def _group(query: str, scheme: str, code: str) -> Subject:
    group = find_group(scheme, code)
    path = reverse("observatory:industry", args=[group.scheme_id, group.code])
    asked = _asked(path, query, GROUP_PARAMETERS)
    name = f"{group.scheme_id}-{group.code}-briefing-{asked.selection.year}"
    return Subject(asked, group_name(group), name, of_group(group, asked))


def _several(query: str) -> Subject:
    """Members by address. Raises NotFound where there are none, or where one lies inside another."""
    asked, places, _sent = ask_custom(_request(reverse("observatory:custom"), query))
    if not places or overlaps(places):
        raise NotFound(gettext("Name the members of the custom region: at least one, and none inside another."))
    chosen = CustomSubject(several_of(asked).name, places)
    name = f"custom-briefing-{asked.selection.year}"
    return Subject(asked, subject_name(chosen), name, of_several(chosen, asked))


def _set(query: str, code: str) -> Subject:
    chosen = set_subject(code)
    asked = ask_set(_request(reverse("observatory:region-set", args=[chosen.set_code]), query))
    name = f"{chosen.set_code}-briefing-{asked.selection.year}"
    return Subject(asked, subject_name(chosen), name, of_several(chosen, asked))


SUBJECTS: dict[str, Callable[..., Subject]] = {
    "observatory:region": _place,
    "observatory:industry": _group,
    "observatory:custom": _several,
    "observatory:region-set": _set,
}
