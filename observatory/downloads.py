"""The figures of a page as datasets: every published cell in the columns that all downloads share."""

from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext

from observatory.exporting.words import OUTLOOK_WORDS, mark_words, status_word, word_of
from observatory.models import ClusterFigure, Release
from observatory.queries.group import list_years
from observatory.queries.place import Place
from observatory.queries.region import list_totals
from portal.core.copying_out import statement_of
from portal.core.page import Dataset
from portal.registry.models import IndustryGroup

MEASURES = (
    "persons_employed",
    "local_units",
    "wages_meur",
    "location_quotient",
    "size",
    "focus",
    "growth",
    "wage_per_person_eur",
)
COLUMNS = (
    "region",
    "region_current",
    "region_name",
    "nuts_version",
    "scheme",
    "group",
    "group_name",
    "year",
    *MEASURES,
    "rules",
    "stars",
    "star_outlook",
    "status",
    "marks",
    "release",
)
FIELDS = (
    "region__code",
    "current_region__code",
    "region__name_latin",
    "region__version",
    "group__scheme_id",
    "group__code",
    "group__name",
    "year",
    *MEASURES,
)
ENDS = ("status_word", "mark_words", "release_code")
CHUNK = 2_000


def cells_dataset(figures: "QuerySet[ClusterFigure]", release: Release, rules: str, name: str) -> Dataset:
    """One row a cell of `figures`, in their order; `stars` are those of rule set `rules`.

    `region` and `nuts_version` are as published, `region_current` today's code where the change is a pure
    recode. Rows stream from a server-side cursor: 1 query, whatever the number of rows; as CSV the database writes
    them.
    """
    rows = _rows(figures, release, rules)
    return Dataset(
        name,
        COLUMNS,
        rows.iterator(chunk_size=CHUNK),
        notes_of(release),
        statement_of(rows),
    )


def _rows(
    figures: "QuerySet[ClusterFigure]", release: Release, rules: str
) -> "QuerySet[ClusterFigure, tuple[Any, ...]]":
    """Every field as the download has it, made by the database."""
    place = release.rule_sets.index(rules)
    return figures.annotate(
        rule_set=Value(rules),
        outlook_word=word_of(f"outlook__{place}", OUTLOOK_WORDS),
        status_word=status_word(),
        mark_words=mark_words(),
        release_code=Value(release.code),
    ).values_list(*FIELDS, "rule_set", f"stars__{place}", "outlook_word", *ENDS)


def version_of(release: Release) -> str:
    """What a kept download belongs to: the release and the moment at which its figures were computed.

    Another database may call other figures by the same release code.
    """
    computed = f"{release.computed_at:%Y%m%d%H%M%S%f}" if release.computed_at else "uncomputed"
    return f"{release.code}-{release.fingerprint[:12]}-{computed}"


def notes_of(release: Release) -> tuple[str, ...]:
    """What travels with every download: sources, licences, release, what the columns mean."""
    first = (gettext("Demonstration figures, not official statistics."),) if release.is_demonstration else ()
    return (
        *first,
        gettext("Release: %(code)s") % {"code": release.code},
        *(_source_note(source) for source in release.business_sources),
        gettext("Persons employed: in the business economy covered (NACE B–N without K, and S95)."),
        gettext("Size and focus are shares between 0 and 1; growth is a yearly rate, 0.02 is 2%."),
        gettext("Stars are empty where a cell could not be judged or the group is local, 0 where judged and none."),
        gettext(
            "Star outlook: whether a cell without a published figure can have a star at all; empty where it has a "
            "figure, or where saying it would tell too much."
        ),
        gettext("An empty cell has no published figure; confidential cells have the status “confidential”."),
    )


def _source_note(source: dict[str, Any]) -> str:
    parts = [source.get(key) for key in ("publisher", "dataset", "title", "licence", "url")]
    note = ", ".join(str(part) for part in parts if part)
    day = source.get("retrieved_on")
    retrieved = gettext("retrieved on %(day)s") % {"day": day} if day else ""
    return gettext("Source: %(source)s") % {"source": ", ".join(part for part in (note, retrieved) if part)}


TOTAL_FIELDS = (
    "year",
    "persons_employed",
    "estimated_share",
    "no_total",
    "wages_meur",
    "local_units",
    "groups_published",
    "sections_published",
)


def totals_dataset(place: Place, release: Release, name: str) -> Dataset:
    """A region's totals, a row a year: what they are, how much of them is estimated, why there is none. 1 query."""
    rows = (
        (total.region.code, total.region.version, *(getattr(total, field) for field in TOTAL_FIELDS), release.code)
        for total in list_totals(place, release)
    )
    return Dataset(name, ("region", "nuts_version", *TOTAL_FIELDS, "release"), rows, notes_of(release))


TREND_FIELDS = (
    "year",
    "persons_employed",
    "total_persons",
    "trend_index",
    "total_trend_index",
    "area_share",
    "regions_published",
)


def trend_dataset(group: IndustryGroup, release: Release, area: str, name: str) -> Dataset:
    """A group's European sums and chain-linked index, a row a year; `countries` are those that publish it. 1 query."""
    rows = (
        (group.scheme_id, group.code, area, *(getattr(one, field) for field in TREND_FIELDS),
         " ".join(one.countries), release.code)
        for one in list_years(group, release, area)
    )  # fmt: skip
    columns = ("scheme", "group", "area", *TREND_FIELDS, "countries", "release")
    return Dataset(name, columns, rows, notes_of(release))
