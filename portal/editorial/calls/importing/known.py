"""What the words of a file may mean: codes and names that the portal knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from observatory.queries.release import DEFAULT_SCHEME
from portal.editorial.calls.kinds import Applicant, Partner, Stage
from portal.editorial.models.programme import Programme
from portal.editorial.models.topic import Topic
from portal.registry.models import Country, IndustryGroup, Region

Meanings = Mapping[str, str]  # what is written, in small letters → the code that is kept


@dataclass(frozen=True, slots=True)
class Known:
    """By field: what a word of it may mean."""

    meanings: Mapping[str, Meanings]

    def find(self, field: str, written: str) -> str | None:
        """The code that is kept, or None for a word that nobody knows."""
        return self.meanings[field].get(written.strip().casefold())


def load_known() -> Known:
    """5 queries."""
    countries = _countries()
    return Known(
        MappingProxyType(
            {
                "programme": _of((one.slug, one.slug, one.name) for one in Programme.objects.all()),
                "topics": _of((one.slug, one.slug, one.name) for one in Topic.objects.all()),
                "countries": countries,
                "eligible_countries": countries,
                "region_codes": _of((code, code) for code in _region_codes()),
                "industry_groups": _groups(),
                "applicants": _choices(Applicant),
                "partners_wanted": _choices(Partner),
                "stage": _choices(Stage),
            }
        )
    )


def _of(entries: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Of (code, word, word …)."""
    return {word.casefold(): code for code, *words in entries for word in words if word}


def _choices(choices: Any) -> dict[str, str]:
    return _of((one.value, one.value, str(one.label)) for one in choices)


def _countries() -> dict[str, str]:
    """By Eurostat's code, that of ISO, and the name in English."""
    known = _of((one.code, one.code, one.name) for one in Country.objects.all())
    return known | {iso: code for iso, code in (("gr", "EL"), ("gb", "UK")) if code.casefold() in known}


def _region_codes() -> Iterable[str]:
    return Region.objects.current().values_list("code", flat=True)


def _groups() -> dict[str, str]:
    """`nace:C29`, and the bare code for groups of the default scheme."""
    keys = IndustryGroup.objects.values_list("scheme_id", "code")
    full = {f"{scheme}:{code}".casefold(): f"{scheme}:{code}" for scheme, code in keys}
    bare = {code.casefold(): f"{scheme}:{code}" for scheme, code in keys if scheme == DEFAULT_SCHEME}
    return bare | full
