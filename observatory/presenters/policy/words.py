"""Names of criteria and answers, and the sentences that say what is known."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from observatory.models import Budget, CountryPolicy, Known
from observatory.queries.policy import CountryRow
from portal.core.formatting import MISSING, day, number


def criterion_name(name: str) -> str:
    return {
        "policy": gettext("Dedicated cluster policy"),
        "programme": gettext("National cluster programme"),
        "evaluation": gettext("Published evaluation"),
        "label": gettext("Excellence label tied to funding"),
        "budget": gettext("Public money a year"),
    }[name]


def answer_name(name: str, value: str) -> str:
    return str(Budget(value).label) if name == "budget" else str(Known(value).label)


def answer_of(facts: CountryPolicy | None, name: str) -> str:
    """The answer in words; a dash where the country has no entry."""
    return answer_name(name, getattr(facts, name)) if facts else MISSING


def validated_text(facts: CountryPolicy | None) -> str:
    if facts is None:
        return MISSING
    return day(facts.validated_on) if facts.validated_on else gettext("not yet")


def index_lead(rows: Sequence[CountryRow]) -> str:
    """How many countries have an entry, and what the entries say of the first criterion."""
    entries = [row.facts for row in rows if row.facts]
    if not entries:
        return gettext("No country has an entry yet: what is not recorded here is not known, and never a no.")
    with_policy = sum(entry.policy == Known.YES for entry in entries)
    countries = ngettext(
        "%(count)s of %(all)s EU countries has an entry",
        "%(count)s of %(all)s EU countries have an entry",
        len(entries),
    )
    policies = ngettext(
        "%(count)s of these has a dedicated cluster policy",
        "%(count)s of these have a dedicated cluster policy",
        with_policy,
    )
    return gettext("%(countries)s; %(policies)s.") % {
        "countries": countries % {"count": number(len(entries)), "all": number(len(rows))},
        "policies": policies % {"count": number(with_policy)},
    }
