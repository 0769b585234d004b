"""What the directory keeps of an organisation: its codes, its place and the words that find it."""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.utils.translation import override

from internationalisation.directory.codes import EMERGING, ESTABLISHED, SAMPLE, FacetName, code_of
from internationalisation.directory.queries.centres import centre_of
from internationalisation.models.directory import LONGEST_NAME_KEY, DirectoryEntry
from portal.registry.memory import remember
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.names import fold
from portal.registry.profile_codes import profile_codes
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference

LONGEST_TEXT = 20_000
LONGEST_WORD, MOST_PLACES, LAST_PLACE = 60, 16, 16_383  # what a tsvector holds of a word


def folded(text: str) -> str:
    """Like `fold`, which remembers every name: texts and what readers type are not remembered."""
    plain: str = fold.__wrapped__(text.replace("\x00", ""))  # type: ignore[attr-defined]  # functools.cache keeps it there
    return plain


def entry_of(organisation: ClusterOrganisation) -> DirectoryEntry:
    """The entry of a public organisation, unsaved."""
    place = organisation.region_code or organisation.country_id
    own = (organisation.longitude, organisation.latitude)
    is_exact = None not in own
    longitude, latitude = own if is_exact else (centre_of(place) or (None, None))
    return DirectoryEntry(
        organisation_key=organisation.pk,
        is_shown=True,
        codes=list(codes_of(organisation)),
        place=place,
        confirmed_on=organisation.confirmed_on,
        members=organisation.members_total,
        longitude=longitude,
        latitude=latitude,
        is_exact=is_exact,
        name_key=folded(organisation.name)[:LONGEST_NAME_KEY],
        words=_words(organisation),
    )


def codes_of(organisation: ClusterOrganisation) -> Iterator[str]:
    """Everything that readers narrow by but places: those are found by the beginnings of their codes."""
    one = organisation
    lists = {
        FacetName.GROUP: one.groups,
        FacetName.TECHNOLOGY: one.technologies,
        FacetName.SERVICE: one.services,
        FacetName.SIZE: [one.size_class],
        FacetName.LABEL: one.labels,
        FacetName.INTEREST: one.countries_of_interest,
        FacetName.KIND: [one.kind],
        FacetName.STATUS: [EMERGING if one.standing == Standing.EMERGING else ESTABLISHED],
        FacetName.OPEN: ["yes"] if one.is_open_to_members else [],
        FacetName.LANGUAGE: one.languages,
    }
    for facet, values in lists.items():
        yield from (code_of(facet, value) for value in dict.fromkeys(values) if value)
    if one.is_demonstration:
        yield SAMPLE


def _words(organisation: ClusterOrganisation) -> str:
    """Names weigh most, then place and codes, then the description, then all other texts."""
    one = organisation
    texts = " ".join((one.strategy, one.objectives, one.national_programme, *one.priorities))
    about = " ".join((folded(f"{one.city} {one.region_name}"), *_place_names(one), *_code_names(one)))
    return vector_of(
        (("A", folded(f"{one.name} {one.acronym}")), ("B", about), ("C", _cut(one.description)), ("D", _cut(texts)))
    )


def _cut(text: str) -> str:
    return folded(text[:LONGEST_TEXT])


def vector_of(parts: Iterable[tuple[str, str]]) -> str:
    """A tsvector as PostgreSQL reads it, from (weight, folded text) pairs: `'food':1A,7C 'network':2A`.

    Plain words need no parser of the server, and are compared as they are, in whatever language they are written.
    """
    places: dict[str, list[str]] = {}
    weighted = ((weight, word) for weight, text in parts for word in text.split())
    for place, (weight, word) in enumerate(weighted, 1):
        found = places.setdefault(word[:LONGEST_WORD], [])
        if len(found) < MOST_PLACES:
            found.append(f"{min(place, LAST_PLACE)}{weight}")
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _place_names(organisation: ClusterOrganisation) -> Iterator[str]:
    known = gazetteer()
    yield fold(organisation.country.name)
    for code in organisation.places[1:]:
        place = known.by_code.get(code) or known.small.get(code)
        if place:
            yield fold(place.name)


def _code_names(organisation: ClusterOrganisation) -> Iterator[str]:
    """In the language of the data files and in that of the profile."""
    one = organisation
    for language in dict.fromkeys((settings.LANGUAGE_CODE, one.text_language)):
        names = _names_of_codes(language)
        yield from (
            names[code] for code in (*one.groups, *one.services, *one.technologies, *one.labels) if code in names
        )


@remember
def _names_of_codes(language: str) -> Mapping[str, str]:
    """Folded titles of industry groups, services, technologies and labels by code."""
    known = profile_codes()
    with override(language):
        titles = {entry.code: entry.label for entry in (*known.service, *known.technology, *known.label)}
    groups = {f"{one.scheme_id}:{one.code}": f"{one.name_in(language)} {one.code}" for one in reference().groups}
    return {code: fold(title) for code, title in {**titles, **groups}.items()}
