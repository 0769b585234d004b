"""Pages of the Observatory itself: its entrances, the questions with answers, and how each measure is computed."""

import hashlib
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from observatory.methods import FILE as MEASURES
from observatory.methods import Method, methods
from observatory.questions import FILE as QUESTIONS
from observatory.questions import Question, questions
from observatory.rules import rule_sets
from portal.core.searching import Entry

ENTRANCE, QUESTION, MEASURE = 1.2, 1.0, 0.9


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """By name of the page, "question/slug" and "measure/code". No query."""
    for language in languages:
        with override(language):
            found = [
                *_entrances(language),
                *(_question(question, language) for question in questions()),
                *(_measure(method, language) for method in methods().measure),
            ]
            yield from (entry for entry in found if keys is None or entry.key in keys)


def fingerprint() -> str:
    """Of the two data files. No query."""
    return hashlib.sha256(QUESTIONS.read_bytes() + MEASURES.read_bytes()).hexdigest()


def _entrances(language: str) -> Iterator[Entry]:
    words = {
        "mapping": (_("Map of clusters"), _("Statistical clusters and other figures of all regions on one map.")),
        "find": (_("Regions"), _("All regions by country; find yours by name, code or postcode.")),
        "industries": (_("Industries"), _("All industry groups, and the schemes that they belong to.")),
        "rankings": (_("Rankings"), _("Statistical clusters in order, by region, country, industry or measure.")),
        "questions": (_("Questions with answers"), _("Each answered in a sentence and a figure.")),
        "exposure": (_("Exposure"), _("If an industry shrinks: where would it hurt most?")),
        "compare": (_("Compare"), _("Up to six regions, industry groups or statistical clusters side by side.")),
        "custom": (_("Sets of regions"), _("Several regions as one: macro-regions, coasts, borders, or your own.")),
        "relatedness-network": (_("Related industries"), _("Which industry groups go along with which.")),
        "policy": (_("Cluster policy"), _("Policies, programmes and strategies of countries, compared.")),
        "changes": (_("What changed"), _("Results that changed between two releases, and why.")),
        "gaps": (_("Known gaps"), _("Figures that are not published, by country and year.")),
        "methodology": (_("Methodology"), _("How stars are earned: measures, rules, secret figures and sources.")),
        "data": (_("Data and releases"), _("All figures as files, with sources and licences.")),
    }
    for name, (title, summary) in words.items():
        text = _method_text() if name == "methodology" else ""
        path = reverse(f"observatory:{name}")
        yield Entry(name, language, title, path, summary=summary, text=text, weight=ENTRANCE)


def _method_text() -> str:
    """Titles and explanations of all measures and rules, as the methodology page has them."""
    told = [*methods().measure, *rule_sets()]
    return "\n".join(f"{_(one.title)}: {_(one.explanation)}" for one in told)


def _question(question: Question, language: str) -> Entry:
    return Entry(
        key=f"question/{question.slug}",
        language=language,
        title=_(question.title),
        path=reverse("observatory:question", args=[question.slug]),
        summary=_("Question with an answer"),
        text=_(question.explanation),
        weight=QUESTION,
    )


def _measure(method: Method, language: str) -> Entry:
    """Its place on the methodology page."""
    return Entry(
        key=f"measure/{method.code}",
        language=language,
        title=_(method.title),
        path=f"{reverse('observatory:methodology')}#{method.code.replace('_', '-')}",
        summary=_("Measure: how it is computed"),
        text=_(method.explanation),
        weight=MEASURE,
    )
