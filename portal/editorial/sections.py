"""The landing page of a section: editors' introduction, and cards to what works today."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.introductions import introduction_to
from portal.core.menu import localised
from portal.core.page import Link, PageMeta


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """`title` and `lead` stand where editors have written nothing yet."""

    key: str
    title: str
    lead: str
    cards: tuple[Card, ...] = ()


def render_section(request: HttpRequest, section: Section) -> HttpResponse:
    introduction = introduction_to(section.key)
    lead = introduction.lead or section.lead
    path = localised(f"/{section.key}/")
    title = introduction.title or section.title
    page = PageMeta(
        title=title,
        description=lead,
        canonical_path=path,
        breadcrumbs=(Link(title, path, is_current=True),),
        lead=lead,
        section=section.key,
        language=introduction.language,
    )
    context = {"page": page, "introduction": introduction, "cards": section.cards}
    return render(request, "editorial/section.html", context)
