"""Where a reader goes on from an answer: the page that lets the same be asked in other ways."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from observatory.presenters.words import group_name
from observatory.queries.questions import Answer
from portal.core.page import Link
from portal.registry.reference import reference


def links_of(answer: Answer) -> tuple[Link, ...]:
    """The tool behind the answer first, then the method and all questions."""
    method = Link(gettext("How the figures are made"), reverse("observatory:methodology"))
    everything = Link(gettext("All questions"), reverse("observatory:questions"))
    return (*_tools(answer), method, everything)


@dataclass(frozen=True, slots=True)
class Tool:
    """A page and what of the question it is asked with: names of its parameters, and fixed ones."""

    label: Promise
    page: str
    takes: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()


RANKING = Tool(_("The ranking of these clusters"), "rankings", ("stars", "rules"))
CLUSTER_MAP = Tool(_("The map of statistical clusters"), "mapping", ("rules",))
INDUSTRIES = Tool(_("All industries"), "industries")
TOOLS = {
    "focus-above": Tool(_("The map of this measure"), "mapping", ("group",), (("figure", "focus"),)),
    "exposure": Tool(_("Another industry, or another fall"), "exposure", ("group", "drop")),
    "most-clusters": CLUSTER_MAP,
    "close-calls": CLUSTER_MAP,
    "most-specialised-regions": Tool(_("The map of this measure"), "mapping", (), (("figure", "krugman"),)),
    "within-set-count": Tool(_("The list of these clusters"), "rankings", ("stars", "rules", "within")),
    "concentrated-industries": INDUSTRIES,
    "growing-industries": INDUSTRIES,
    "estimates-needed": Tool(_("Known gaps by country"), "gaps"),
}
"""By kind; the others are rankings."""


def _tools(answer: Answer) -> tuple[Link, ...]:
    question = answer.question
    tool = TOOLS.get(question.kind, RANKING)
    known = {
        "stars": str(question.stars),
        "rules": question.rules,
        "group": question.group,
        "drop": str(question.drop),
        "within": question.sets[0] if question.sets else "",
    }
    choice = {name: known[name] for name in tool.takes} | dict(tool.fixed)
    return (_link(str(tool.label), tool.page, answer, choice), *_group(answer))


def _group(answer: Answer) -> tuple[Link, ...]:
    group = reference().group(answer.question.scheme, answer.question.group)
    if group is None:
        return ()
    path = reverse("observatory:industry", args=[group.scheme_id, group.code])
    return (Link(gettext("Industry group: %(group)s") % {"group": group_name(group)}, path),)


def _link(label: str, name: str, answer: Answer, choice: dict[str, str]) -> Link:
    """Defaults are left out: every page has the same ones."""
    chosen = answer.selection
    defaults = {("stars", "1"), ("rules", "three-stars"), *chosen.defaults}
    pairs = [*choice.items(), ("year", chosen.year), ("area", chosen.area), ("release", chosen.release)]
    query = urlencode([pair for pair in pairs if pair[1] and pair not in defaults])
    path = reverse(f"observatory:{name}")
    return Link(label, f"{path}?{query}" if query else path)
