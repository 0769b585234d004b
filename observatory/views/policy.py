"""Cluster policy: all countries compared, one country, and the comparison as a file."""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from observatory.models import CountryPolicy
from observatory.permissions import can_edit_policies
from observatory.presenters.policy.choice import ALLOWED, PolicyChoice
from observatory.presenters.policy.country import present_policy
from observatory.presenters.policy.index import present_policies
from observatory.presenters.policy.table import chosen_rows, policy_dataset
from observatory.queries.outlines import get_ground
from observatory.queries.policy import (
    CountryRow,
    PolicyAnswer,
    find_country,
    get_headline,
    get_policy,
    list_policies,
)
from observatory.views.asking import page
from portal.core.downloads import Download, answer_table
from portal.core.errors import NotFound
from portal.core.panels import About, Subject, panels_for
from portal.registry.codes import official_code

COUNTRIES = 0
FILE = "cluster-policy"


@page
def policies(request: HttpRequest) -> HttpResponseBase:
    choice = PolicyChoice.parse(request.GET)
    sent = urlencode([(name, value) for name, value in request.GET.items() if name in ALLOWED])
    if choice.query() != sent:
        return HttpResponsePermanentRedirect(choice.address(request.path))
    view = present_policies(list_policies(), choice, get_ground(COUNTRIES), request.path)
    context = {"page": view.page, "view": view, "can_edit": can_edit_policies(request.user)}
    return render(request, "observatory/policies.html", context)


@page
def policies_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    choice = PolicyChoice.parse(request.GET)
    rows = list_policies()
    download = Download(FILE, suffix, _version(rows), f"{choice.query()}&{get_language()}")
    return answer_table(request, download, lambda: policy_dataset(chosen_rows(rows, choice), FILE))


def _version(rows: Sequence[CountryRow]) -> str:
    """Another one whenever an entry is published, changed or taken down."""
    entries = [
        (row.facts.pk, row.facts.live_revision_id, str(row.facts.last_published_at)) for row in rows if row.facts
    ]
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:16]


@page
def country_policy(request: HttpRequest, code: str) -> HttpResponseBase:
    official = official_code(code)
    country = find_country(official)
    if country is None:
        message = gettext("There is no country %(code)s.") % {"code": code}
        raise NotFound(message, [(gettext("Cluster policy in all countries"), reverse("observatory:policy"))])
    if code != official:
        return HttpResponsePermanentRedirect(reverse("observatory:policy-country", args=[official]))
    answer = get_policy(country, get_language() or settings.LANGUAGE_CODE)
    return _country_page(request, answer, reverse("observatory:policy-country", args=[official]))


def preview(request: HttpRequest, entry: CountryPolicy) -> HttpResponse:
    """The page of an entry that is being written, facts and texts both its own."""
    answer = PolicyAnswer(entry.country, entry, entry, entry.locale.language_code)
    return _country_page(request, answer, request.path)


def _country_page(request: HttpRequest, answer: PolicyAnswer, path: str) -> HttpResponse:
    headline = get_headline(answer.country)
    view = present_policy(answer, headline, path)
    about = About(region_codes=(answer.country.code,), country_code=answer.country.code)
    context = {
        "page": view.page,
        "view": view,
        "release": headline.release if headline else None,
        "panels": panels_for(Subject.PLACE, about, request.user),
        "can_edit": can_edit_policies(request.user),
        "edit_url": _edit_url(answer),
    }
    return render(request, "observatory/policy.html", context)


def _edit_url(answer: PolicyAnswer) -> str:
    if answer.texts is None or answer.texts.pk is None:
        return reverse(CountryPolicy.snippet_viewset.get_url_name("add"))
    return reverse(CountryPolicy.snippet_viewset.get_url_name("edit"), args=[answer.texts.pk])
