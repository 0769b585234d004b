"""Cluster policies of countries, as editors keep them."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, Max, Model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from observatory.models import CountryPolicy
from portal.core.searching import Entry

FIELDS = ("programmes", "bodies", "strategies")


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Live entries by country. 1 query."""
    policies = CountryPolicy.objects.live().filter(locale__language_code__in=languages)
    if keys is not None:
        policies = policies.filter(country__in=keys)
    for policy in policies.select_related("country", "locale").order_by("country_id", "pk"):
        with override(policy.locale.language_code):
            yield _entry(policy)


def fingerprint() -> str:
    """1 query."""
    found = CountryPolicy.objects.live().aggregate(count=Count("pk"), latest=Max("last_published_at"))
    return f"{found['count']} {found['latest']}"


def keys_of(policy: Model) -> tuple[str, ...]:
    return (str(getattr(policy, "country_id", "")),)


def _entry(policy: CountryPolicy) -> Entry:
    overview = " ".join(strip_tags(policy.overview.replace("<", " <")).split())
    country = policy.country.local_name
    return Entry(
        key=policy.country_id,
        language=policy.locale.language_code,
        title=_("Cluster policy: %(name)s") % {"name": country},
        path=policy.get_absolute_url(),
        names=(country,),
        text="\n".join((overview, *_words(policy))),
    )


def _words(policy: CountryPolicy) -> Iterator[str]:
    for name in FIELDS:
        stream = getattr(policy, name)
        yield from map(str, stream.stream_block.get_searchable_content(stream))
