"""The methodology page: formulas, worked examples, rule sets and gaps, from the files that the figures use."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from observatory.methods import Method, methods
from observatory.models import GroupFigure, Release
from observatory.presenters.arithmetic import basis_line
from observatory.presenters.methodology_examples import example_line
from observatory.presenters.methodology_secrecy import secrecy_paragraphs
from observatory.presenters.methodology_similarity import SimilarityView, present_similarity
from observatory.presenters.methodology_tables import (
    groups_table,
    indicators_table,
    results_table,
    statuses_table,
    symbols_table,
    tests_table,
    words_table,
)
from observatory.presenters.trail import trail
from observatory.presenters.words import area_name, cluster_url, group_name, region_name, region_of, source_line
from observatory.queries.methodology import Example, RuleCount, TotalsCount
from observatory.rules import rule_sets
from observatory.stats.stars import RuleSet
from portal.core.formatting import number
from portal.core.page import Link, PageMeta, Table
from portal.registry.models import Scheme

MOST_CODES = 12


@dataclass(frozen=True, slots=True)
class LiveFacts:
    """What the release says: one object, so that the presenter takes one."""

    release: Release
    example: Example | None
    results: Sequence[RuleCount]
    totals: TotalsCount
    coverage: Sequence[GroupFigure]
    schemes: Sequence[Scheme]


@dataclass(frozen=True, slots=True)
class MeasureView:
    id: str
    title: str
    formula: str
    explanation: str
    edge: str
    example: str
    basis: str


@dataclass(frozen=True, slots=True)
class RuleSetView:
    """`results` are the live counts, `published` and `orientation` what others and we found before."""

    id: str
    title: str
    explanation: str
    tests: Table
    results: Table
    published: tuple[str, ...]
    orientation: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    id: str
    title: str
    description: str
    source: str
    groups: Table


@dataclass(frozen=True, slots=True)
class MethodologyView:
    page: PageMeta
    sections: tuple[Link, ...]
    words: Table
    symbols: Table
    example: str
    example_link: Link | None
    measures: tuple[MeasureView, ...]
    totals: tuple[str, ...]
    secrecy: tuple[str, ...]
    rule_sets: tuple[RuleSetView, ...]
    similarity: SimilarityView
    schemes: tuple[SchemeView, ...]
    indicators: Table
    statuses: Table
    gaps: tuple[str, ...]
    source: str


def present_methodology(facts: LiveFacts, address: str) -> MethodologyView:
    """Everything that the page shows; `address` is its canonical one."""
    return MethodologyView(
        page=_meta(facts, address),
        sections=_sections(),
        words=words_table(facts.release),
        symbols=symbols_table(),
        example=_example_sentence(facts.example),
        example_link=_example_link(facts.example),
        measures=tuple(_measure(method, facts.example) for method in methods().measure),
        totals=_totals(facts),
        secrecy=secrecy_paragraphs(),
        rule_sets=tuple(_rule_set(rules, facts) for rules in rule_sets()),
        similarity=present_similarity(),
        schemes=tuple(_scheme(scheme, facts) for scheme in facts.schemes),
        indicators=indicators_table(),
        statuses=statuses_table(),
        gaps=tuple(gettext(gap.text) for gap in methods().gap),
        source=source_line(facts.release, facts.release.default_year or ""),
    )


def _meta(facts: LiveFacts, address: str) -> PageMeta:
    title = gettext("Methodology")
    lead = gettext(
        "Every figure of the Observatory follows from %(measures)s measures and %(rules)s rule sets; the examples "
        "are worked out from release %(release)s, year %(year)s."
    ) % {
        "measures": number(len(methods().measure)),
        "rules": number(len(rule_sets())),
        "release": facts.release.code,
        "year": facts.release.default_year,
    }
    return PageMeta(
        title=title,
        description=gettext("How the Observatory's figures are computed: formulas, sources, rule sets, known gaps."),
        canonical_path=address,
        breadcrumbs=trail(Link(title, reverse("observatory:methodology"))),
        lead=lead,
        section="observatory",
    )


def _sections() -> tuple[Link, ...]:
    titles = {
        "words": gettext("Words"),
        "measures": gettext("Measures"),
        "totals": gettext("Totals"),
        "secrecy": gettext("Secret figures"),
        "rules": gettext("Rule sets"),
        "similarity": gettext("Similar regions"),
        "groups": gettext("Industry groups"),
        "sources": gettext("Source figures"),
        "gaps": gettext("Known gaps"),
    }
    return tuple(Link(title, f"#{anchor}") for anchor, title in titles.items())


def _example_sentence(example: Example | None) -> str:
    if example is None:
        return gettext("The release has no judged cell, so there is no worked example.")
    return gettext(
        "Worked example: %(group)s – %(region)s, %(year)s, against the %(area)s: the largest of the cells with the "
        "most stars."
    ) % {
        "group": group_name(example.figure.group),
        "region": region_name(region_of(example.figure)),
        "year": example.figure.year,
        "area": area_name(example.figure.area),
    }


def _example_link(example: Example | None) -> Link | None:
    if example is None:
        return None
    return Link(gettext("The cell with the arithmetic of its stars"), cluster_url(example.figure))


def _measure(method: Method, example: Example | None) -> MeasureView:
    return MeasureView(
        id=method.code.replace("_", "-"),
        title=gettext(method.title),
        formula=method.formula,
        explanation=gettext(method.explanation),
        edge=gettext(method.edge),
        example=example_line(method.code, example),
        basis=basis_line(method.status, method.source),
    )


def _totals(facts: LiveFacts) -> tuple[str, ...]:
    """The rules in words, then what they gave in this release."""
    found = facts.totals
    counted = gettext(
        "In %(year)s the release has figures for %(regions)s NUTS 2 regions: %(total)s have a total, %(estimated)s of "
        "them partly estimated."
    ) % {
        "year": facts.release.default_year,
        "regions": number(found.regions),
        "total": number(found.with_total),
        "estimated": number(found.partly_estimated),
    }
    without = ngettext("Without a total: %(codes)s.", "Without a total: %(codes)s.", len(found.without)) % {
        "codes": ", ".join(found.without[:MOST_CODES]) or gettext("none")
    }
    return (
        gettext("A section of a region is its published row, else the sum of its divisions if all are published."),
        gettext(
            "Otherwise only the unpublished rest is estimated, from the first key that exists: the section's last "
            "value within three years without a break; its local units times the country's persons per local unit; "
            "its other sections times the country's ratio."
        ),
        gettext(
            "Where two or more regions of a country lack the section, the keys are scaled to what the country's row "
            "leaves; where only one key is above zero, the regions share this remainder equally. Where only one "
            "region lacks the section, the remainder would be the secret figure, so the key is used as it is."
        ),
        gettext(
            "Above 5% estimated, or without any key, the region has no total, and so no quotient and no stars. A "
            "country that is a single region takes its national total."
        ),
        f"{counted} {without}",
    )


def _rule_set(rules: RuleSet, facts: LiveFacts) -> RuleSetView:
    return RuleSetView(
        id=f"rules-{rules.code}",
        title=gettext(rules.title),
        explanation=gettext(rules.explanation),
        tests=tests_table(rules),
        results=results_table(rules, facts.release, facts.results),
        published=tuple(gettext(text) for text in rules.published),
        orientation=gettext(rules.orientation) if rules.orientation else "",
    )


def _scheme(scheme: Scheme, facts: LiveFacts) -> SchemeView:
    rows = [one for one in facts.coverage if one.group.scheme_id == scheme.pk]
    measurable = sum(one.unjudged is None for one in rows)
    title = gettext("%(name)s: %(measurable)s of %(groups)s groups get stars") % {
        "name": scheme.name_in(get_language() or "en"),
        "measurable": number(measurable),
        "groups": number(len(rows)),
    }
    about, source = gettext(scheme.description), gettext(scheme.source)
    return SchemeView(f"scheme-{scheme.pk}", title, about, source, groups_table(scheme, rows))
