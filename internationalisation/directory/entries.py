"""What the directory keeps of an organisation: its codes, its place and the words that find it."""

from collections.abc import Iterator

from django.contrib.postgres.search import SearchConfig, SearchVector
from django.db.models import Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext, override

from internationalisation.directory.codes import EMERGING, ESTABLISHED, SAMPLE, FacetName, code_of
from internationalisation.directory.queries.centres import centre_of
from internationalisation.models.directory import LONGEST_NAME_KEY, DirectoryEntry
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.names import fold
from portal.registry.profile_codes import profile_codes
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference

CONFIG = SearchConfig("simple")  # words are compared by their beginnings, in whatever language they are written
LONGEST_TEXT = 20_000
OF_CODE_LISTS = "en"  # the words of codes are found in the language of the data files and in that of the profile


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
        words=_vector(organisation),
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


def _vector(organisation: ClusterOrganisation) -> Combinable:
    """Names weigh most, then place and codes, then the description, then all other texts. Plain letters throughout."""
    one = organisation
    about = [one.city, one.region_name, *_place_names(one), *_code_names(one)]
    texts = " ".join((one.strategy, one.objectives, one.national_programme, *one.priorities))
    parts = ((f"{one.name} {one.acronym}", "A"), (" ".join(about), "B"), (one.description, "C"), (texts, "D"))
    vectors = [SearchVector(Value(folded(text[:LONGEST_TEXT])), weight=weight, config=CONFIG) for text, weight in parts]
    return vectors[0] + vectors[1] + vectors[2] + vectors[3]


def _place_names(organisation: ClusterOrganisation) -> Iterator[str]:
    known = gazetteer()
    yield organisation.country.name
    for code in organisation.places[1:]:
        place = known.by_code.get(code) or known.small.get(code)
        if place:
            yield place.name


def _code_names(organisation: ClusterOrganisation) -> Iterator[str]:
    known, one = profile_codes(), organisation
    chosen = {*one.services, *one.technologies, *one.labels}
    titles = [code.title for code in (*known.service, *known.technology, *known.label) if code.code in chosen]
    groups = [group for group in reference().groups if f"{group.scheme_id}:{group.code}" in one.groups]
    for language in dict.fromkeys((OF_CODE_LISTS, one.text_language)):
        with override(language):
            yield from (gettext(title) for title in titles)
        yield from (f"{group.name_in(language)} {group.code}" for group in groups)
