"""One country's cluster policy as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.rich_text import expand_db_html

from observatory.models.policy import Money
from observatory.presenters.excerpts import headline_facts
from observatory.presenters.notices import Notice
from observatory.presenters.policy.choice import CRITERIA
from observatory.presenters.policy.words import answer_of, criterion_name, validated_text
from observatory.presenters.trail import trail
from observatory.presenters.words import source_line
from observatory.queries.policy import Headline, PolicyAnswer
from portal.core.formatting import MISSING, number
from portal.core.page import Cell, Column, KeyFact, Link, PageMeta, Table

HEADLINES = ("clusters", "three-star-clusters", "persons")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """`facts` is empty where the country has no entry; `language` is that of the texts."""

    page: PageMeta
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    overview: str
    language: str
    programmes: Table | None
    bodies: tuple[Fact, ...]
    strategies: tuple[Link, ...]
    contact: tuple[Fact, ...]
    figures: tuple[KeyFact, ...]
    source: str
    links: tuple[Link, ...]


def present_policy(answer: PolicyAnswer, headline: Headline | None, path: str) -> PolicyPage:
    texts = answer.texts
    return PolicyPage(
        page=_meta(answer, path),
        notices=tuple(_notices(answer)),
        facts=_facts(answer),
        overview=expand_db_html(texts.overview) if texts else "",
        language=answer.language,
        programmes=_programmes(texts.programmes) if texts and texts.programmes else None,
        bodies=_bodies(texts.bodies) if texts else (),
        strategies=_strategies(texts.strategies) if texts else (),
        contact=_contact(answer),
        figures=_figures(headline),
        source=source_line(headline.release, headline.release.default_year or "") if headline else "",
        links=_links(answer),
    )


def _meta(answer: PolicyAnswer, path: str) -> PageMeta:
    name, index = answer.country.local_name, reverse("observatory:policy")
    lead = _lead(answer, name)
    return PageMeta(
        title=gettext("Cluster policy: %(name)s") % {"name": name},
        description=lead,
        lead=lead,
        canonical_path=path,
        breadcrumbs=trail(Link(gettext("Cluster policy"), index), Link(name, path)),
        is_indexable=answer.facts is not None,
        section="observatory",
    )


def _lead(answer: PolicyAnswer, name: str) -> str:
    if answer.facts is None:
        return gettext("%(name)s: no entry yet. That says nothing about whether there is a cluster policy.") % {
            "name": name
        }
    count = len(answer.texts.programmes) if answer.texts else 0
    programmes = ngettext("%(count)s programme recorded", "%(count)s programmes recorded", count)
    return gettext("%(name)s: dedicated cluster policy – %(answer)s; %(programmes)s.") % {
        "name": name,
        "answer": answer_of(answer.facts, "policy").lower(),
        "programmes": programmes % {"count": number(count)},
    }


def _notices(answer: PolicyAnswer) -> list[Notice]:
    facts, notices = answer.facts, []
    if answer.country.footnote:
        notices.append(Notice("info", gettext("Designation"), gettext(answer.country.footnote)))
    if facts and facts.is_sample:
        text = gettext("This entry is a sample: it was invented to show how an entry looks.")
        notices.append(Notice("warning", gettext("Sample"), text))
    elif facts and not facts.validated_on:
        text = gettext("Nobody responsible in the country has confirmed this entry. Check its sources before use.")
        notices.append(Notice("info", gettext("Not validated yet"), text))
    return notices


def _facts(answer: PolicyAnswer) -> tuple[Fact, ...]:
    if answer.facts is None:
        return ()
    answers = (Fact(criterion_name(name), answer_of(answer.facts, name)) for name in CRITERIA)
    return (
        *answers,
        Fact(gettext("Last validated"), validated_text(answer.facts)),
        Fact(gettext("Responsible for this entry"), answer.facts.responsible or gettext("nobody named yet")),
    )


def _programmes(programmes: Any) -> Table:
    columns = (
        Column("name", gettext("Programme")),
        Column("years", gettext("Years")),
        Column("budget", gettext("Budget")),
        Column("text", gettext("What it pays for")),
        Column("source", gettext("Source")),
    )
    return Table(gettext("Programmes"), columns, tuple(_programme(block.value) for block in programmes))


def _programme(value: Any) -> tuple[Cell, ...]:
    return (
        Cell(value["name"]),
        Cell(_years(value["first_year"], value["last_year"])),
        Cell(_money(value["budget"], value["unit"])),
        Cell(value["text"] or MISSING),
        Cell(gettext("Open the source"), url=value["source"]),
    )


def _years(first: int | None, last: int | None) -> str:
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return gettext("since %(year)s") % {"year": first}
    return gettext("until %(year)s") % {"year": last} if last else MISSING


def _money(budget: Any, unit: str) -> str:
    """`EUR 12.5 million a year`; whole millions without decimals."""
    if budget is None:
        return MISSING
    figure = number(float(budget), 0 if budget == int(budget) else 1)
    words = (
        gettext("EUR %(figure)s million in all") if unit == Money.TOTAL else gettext("EUR %(figure)s million a year")
    )
    return words % {"figure": figure}


def _bodies(bodies: Any) -> tuple[Fact, ...]:
    return tuple(Fact(block.value["name"], block.value["role"], block.value["url"]) for block in bodies)


def _strategies(strategies: Any) -> tuple[Link, ...]:
    return tuple(_strategy(block.value) for block in strategies)


def _strategy(value: Any) -> Link:
    url = value["document"].url if value["document"] else value["url"]
    return Link(value["title"], url, title=str(value["year"] or ""))


def _contact(answer: PolicyAnswer) -> tuple[Fact, ...]:
    facts = answer.facts
    if facts is None:
        return ()
    email = Fact(gettext("E-mail"), facts.contact_email, f"mailto:{facts.contact_email}")
    page = Fact(gettext("Web page"), facts.contact_url, facts.contact_url)
    return tuple(fact for fact in (Fact(gettext("Contact"), facts.contact_name), email, page) if fact.text)


def _figures(headline: Headline | None) -> tuple[KeyFact, ...]:
    if headline is None:
        return ()
    facts = headline_facts(headline.counts, headline.release)
    return tuple(facts[name] for name in HEADLINES)


def _links(answer: PolicyAnswer) -> tuple[Link, ...]:
    name, code = answer.country.local_name, answer.country.code
    return (
        Link(gettext("Profile of %(name)s") % {"name": name}, reverse("observatory:region", args=[code])),
        Link(gettext("Cluster policy in all countries"), reverse("observatory:policy")),
    )
