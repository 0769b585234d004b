"""Cluster policies of countries: facts for comparing, and one country's entry in the reader's language."""

from dataclasses import dataclass

from django.conf import settings

from observatory.models import CountryPolicy, Release
from observatory.queries.excerpts import ClusterCounts, NoFigure, count_clusters
from observatory.queries.release import NoRelease, get_release
from portal.registry.models import Country
from portal.registry.reference import reference

LONG_FIELDS = ("overview", "programmes", "bodies", "strategies")


@dataclass(frozen=True, slots=True)
class CountryRow:
    """`facts` is None where the country has no entry: nothing is known of it here."""

    country: Country
    facts: CountryPolicy | None


@dataclass(frozen=True, slots=True)
class PolicyAnswer:
    """`facts` are those of the default language, `texts` the entry in the reader's language or the next best.

    Both are None where the country has no live entry. `language` is that of the texts.
    """

    country: Country
    facts: CountryPolicy | None
    texts: CountryPolicy | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """What the published release counts in the country."""

    release: Release
    counts: ClusterCounts


def list_policies() -> tuple[CountryRow, ...]:
    """Every EU country and every other with an entry, in protocol order. 1 query when the reference is warm."""
    found = CountryPolicy.objects.live().first_in(settings.LANGUAGE_CODE).defer(*LONG_FIELDS)
    facts = {entry.country_id: entry for entry in found}
    return tuple(
        CountryRow(country, facts.get(country.code))
        for country in reference().countries
        if country.membership == Country.Membership.EU27 or country.code in facts
    )


def find_country(code: str) -> Country | None:
    """A country of the registry by its code. No query when the reference is warm."""
    return next((country for country in reference().countries if country.code == code), None)


def get_policy(country: Country, language: str) -> PolicyAnswer:
    """The live entry of a country. 1 query."""
    entries = CountryPolicy.objects.live().filter(country=country).select_related("locale").order_by("pk")
    by_language = {entry.locale.language_code: entry for entry in entries}
    if not by_language:
        return PolicyAnswer(country, None, None)
    facts = by_language.get(settings.LANGUAGE_CODE) or next(iter(by_language.values()))
    texts = by_language.get(language, facts)
    return PolicyAnswer(country, facts, texts, texts.locale.language_code)


def get_headline(country: Country) -> Headline | None:
    """Clusters that the published release counts in the country; None without a release. 2 queries, 1 when warm."""
    try:
        release = get_release()
        return Headline(release, count_clusters(release, country.code))
    except (NoRelease, NoFigure):
        return None
