"""The sentences of a map. Patterns keep names in the nominative, after a colon or a dash, so that they translate."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import get_language, gettext, ngettext

from observatory.models.figure import Area
from observatory.presenters.mapping.drawing import measure_of_answer
from observatory.presenters.mapping.figures import figure_words
from observatory.presenters.measure import Measure
from observatory.presenters.measures import STARS, measure_of
from observatory.presenters.words import BOUNDARIES, cluster_count, group_name, persons, source_line, source_name
from observatory.queries.context import list_context_indicators
from observatory.queries.map_change import territory
from observatory.queries.map_rows import Subject, subject_of
from observatory.queries.mapping import MapAnswer, MapRow
from observatory.queries.names import Names
from portal.core.formatting import named, number

AGAINST_THE_AREA = ("location_quotient", "size", "stars")


class MapWords:
    """Title, summary and notes of one answer."""

    def __init__(self, answer: MapAnswer, names: Names):
        self.answer, self.selection = answer, answer.selection
        self.measure: Measure = measure_of_answer(answer)
        self.names = names
        earlier = answer.before.rows if answer.before else ()
        self._earlier = {territory(row): row.value for row in earlier if not row.is_union}
        country, within = names.country.get(self.selection.country), names.within.get(self.selection.within)
        self.place = ", ".join(filter(None, (country, within))) or gettext("Europe")

    @property
    def own_measure(self) -> Measure:
        """The measure itself, where the map shows how it changed."""
        return measure_of(self.selection.figure, self.selection.group, self.selection.rules)

    def value_before(self, row: MapRow) -> float | None:
        """The figure of the same territory in the earlier of two years side by side."""
        return None if row.is_union else self._earlier.get(territory(row))

    @property
    def title(self) -> str:
        """Measure, group, place and year: the year stands beside every title."""
        values = {"subject": self.subject, "place": self.place, "year": self.years}
        return gettext("%(subject)s – %(place)s, %(year)s") % values

    @property
    def subject(self) -> str:
        if self.answer.group is None:
            return str(self.measure.label)
        values = {"group": group_name(self.answer.group), "measure": _inside_a_title(str(self.measure.label))}
        return gettext("%(group)s: %(measure)s") % values

    @property
    def years(self) -> str:
        """The year, the two years compared, or the period of a map of growth."""
        if self.selection.since and self.answer.is_difference:
            return f"{self.selection.since}–{self.selection.year}"
        if self.selection.since:
            return gettext("%(first)s and %(last)s") % {"first": self.selection.since, "last": self.selection.year}
        return "–".join(map(str, self.answer.period)) if self.answer.period else self.selection.year

    @property
    def summary(self) -> str:
        """One sentence written from the numbers; what to do where there are none."""
        if self.answer.before is not None:
            later = replace(self.answer, before=None, selection=self.selection.with_(since=""))
            return " ".join(MapWords(one, self.names).summary for one in (self.answer.before, later))
        known = [row for row in self.answer.with_figure if not row.is_union] or list(self.answer.with_figure)
        if not known:
            return self.nothing
        if self.measure.is_change:
            return self._change(known)
        if self.measure.names:
            return self._stars(known) if self.measure.code == STARS.code else self._results(known)
        return self._clusters(known) if self.measure.counts_clusters else self._values(known)

    @property
    def nothing(self) -> str:
        if self.measure.names and self.selection.level != "2":
            return gettext("Stars are given to NUTS 2 regions only. Choose that level, or another measure.")
        if self.measure.code == STARS.code and self.selection.area == Area.EU27:
            return gettext(
                "Nothing could be judged for this choice: figures are missing, or the place lies outside the EU-27. "
                "Choose another year, place, measure or reference area."
            )
        return gettext("No figure is published for this choice. Choose another year, level or industry group.")

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know to read the map rightly."""
        default = str(self.answer.release.default_year or "")
        notes = [str(self.measure.explanation)]
        if self.is_of_other_source:
            notes.append(gettext("The figures are of another source, with its own years and zones; see the data page."))
        elif self.selection.year == default:
            notes.append(gettext("%(year)s is the latest complete year in this release.") % {"year": default})
        if not self.answer.is_area_alike and self.selection.figure in AGAINST_THE_AREA:
            notes.append(
                gettext(
                    "Not the same countries publish this group in both years, so the reference area differs a little."
                )
            )
        return tuple(note for note in notes if note)

    @property
    def is_of_other_source(self) -> bool:
        return subject_of(self.selection.figure) is Subject.CONTEXT

    @property
    def source(self) -> str:
        """The line beneath the map; a figure of another source names that source and no other."""
        release = self.answer.release
        if not self.is_of_other_source:
            return source_line(release, self.years, is_map=True)
        values = {"source": _other_source(self.answer), "year": self.years, "release": release.code}
        line = gettext("Source: %(source)s; figures of %(year)s; release %(release)s.") % values
        return f"{line} {BOUNDARIES}."

    @property
    def demonstration(self) -> str:
        is_invented = self.answer.release.is_demonstration
        return gettext("Demonstration figures, not official statistics") if is_invented else ""

    def _change(self, known: Sequence[MapRow]) -> str:
        """How many went up and down, and where most."""
        up, down = max(known, key=lambda row: row.value or 0), min(known, key=lambda row: row.value or 0)
        values = {
            "place": self.place,
            "years": self.years,
            "up": number(sum((row.value or 0) > 0 for row in known)),
            "down": number(sum((row.value or 0) < 0 for row in known)),
            "regions": self._places(len(known)),
            "most": self._change_of(up),
            "least": self._change_of(down),
        }
        pattern = gettext(
            "%(place)s, %(years)s: of %(regions)s that can be compared, %(up)s up and %(down)s down; "
            "highest: %(most)s; lowest: %(least)s."
        )
        return pattern % values

    def _change_of(self, row: MapRow) -> str:
        return f"{self._name(row)} – {figure_words(row, self.measure, self.selection)}"

    def _clusters(self, known: Sequence[MapRow]) -> str:
        top = max(known, key=lambda row: (row.value or 0, row.counts))
        values = {
            "place": self.place,
            "year": self.years,
            "clusters": cluster_count(int(sum(row.value or 0 for row in known))),
            "with": number(sum(bool(row.value) for row in known)),
            "regions": self._places(len(known)),
            "top": self._name(top),
            "words": figure_words(top, self.measure, self.selection),
        }
        pattern = gettext("%(place)s in %(year)s: %(clusters)s in %(with)s of %(regions)s; most: %(top)s – %(words)s.")
        return pattern % values

    def _stars(self, known: Sequence[MapRow]) -> str:
        """Stars of one group; among equals the one with most persons employed is named."""
        starred = [row for row in known if row.value]
        values = {
            "place": self.place,
            "year": self.years,
            "clusters": cluster_count(len(starred)),
            "regions": self._places(len(known)),
        }
        if not starred:
            return gettext("%(place)s in %(year)s: no statistical cluster among %(regions)s judged.") % values
        top = max(starred, key=lambda row: (row.value or 0, row.persons_employed or 0))
        values |= {"top": self._name(top), "words": figure_words(top, self.measure, self.selection)}
        values["persons"] = persons(top.persons_employed)
        pattern = gettext(
            "%(place)s in %(year)s: %(clusters)s among %(regions)s judged; first: %(top)s – %(words)s, %(persons)s."
        )
        return pattern % values

    def _results(self, known: Sequence[MapRow]) -> str:
        """Regions by result in words, the highest first."""
        found = Counter(row.value for row in known)
        results = (named(self.measure.name(value), number(found[value])) for value in sorted(found, reverse=True))
        values = {"place": self.place, "year": self.years, "regions": self._places(len(known))}
        return gettext("%(place)s in %(year)s, %(regions)s: %(results)s.") % {**values, "results": "; ".join(results)}

    def _values(self, known: Sequence[MapRow]) -> str:
        top = max(known, key=lambda row: (row.value or 0, row.persons_employed or 0))
        values = {
            "place": self.place,
            "years": self.years,
            "top": self._name(top),
            "words": figure_words(top, self.measure, self.selection),
            "known": number(len(known)),
            "regions": self._places(sum(not row.is_union for row in self.answer.rows)),
        }
        pattern = gettext("%(place)s, %(years)s: highest in %(top)s – %(words)s; figures for %(known)s of %(regions)s.")
        return pattern % values

    def _places(self, count: int) -> str:
        """`230 regions`, `26 countries`."""
        if self.selection.level == "0":
            return ngettext("%(count)s country", "%(count)s countries", count) % {"count": number(count)}
        return ngettext("%(count)s region", "%(count)s regions", count) % {"count": number(count)}

    def _name(self, row: MapRow) -> str:
        says_country = self.selection.country or self.selection.level == "0"
        return row.name if says_country else f"{row.name} ({row.country_name})"


def _other_source(answer: MapAnswer) -> str:
    """Publisher and title of the source that a context indicator comes from."""
    known = list_context_indicators(answer.release.pk)
    dataset = next((one.dataset for one in known if one.indicator.code == answer.selection.figure), "")
    return source_name(answer.release, dataset)


def _inside_a_title(label: str) -> str:
    """`location quotient`; German writes its nouns with a capital wherever they stand."""
    return label if (get_language() or "").startswith("de") else label.lower()
