"""The sentences of a map. Patterns keep names in the nominative, after a colon or a dash, so that they translate."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext, ngettext

from observatory.models.figure import Area
from observatory.presenters.mapping.drawing import figure_words
from observatory.presenters.measures import STARS, Measure, measure_of
from observatory.presenters.words import cluster_count, group_name, persons, source_line
from observatory.queries.mapping import MapAnswer, MapRow
from observatory.queries.names import Names
from portal.core.formatting import number


class MapWords:
    """Title, summary and notes of one answer."""

    def __init__(self, answer: MapAnswer, names: Names):
        self.answer, self.selection = answer, answer.selection
        self.measure: Measure = measure_of(self.selection.figure, self.selection.group, self.selection.rules)
        self.place = names.country.get(self.selection.country) or gettext("Europe")

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
        """The year, or the period of a map of growth."""
        return "–".join(map(str, self.answer.period)) if self.answer.period else self.selection.year

    @property
    def summary(self) -> str:
        """One sentence written from the numbers; what to do where there are none."""
        known = [row for row in self.answer.with_figure if not row.is_union] or list(self.answer.with_figure)
        if not known:
            return self.nothing
        if self.measure.names:
            return self._stars(known)
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
        if self.selection.year == default:
            notes.append(gettext("%(year)s is the latest complete year in this release.") % {"year": default})
        return tuple(note for note in notes if note)

    @property
    def source(self) -> str:
        return source_line(self.answer.release, self.years, is_map=True)

    @property
    def demonstration(self) -> str:
        is_invented = self.answer.release.is_demonstration
        return gettext("Demonstration figures, not official statistics") if is_invented else ""

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


def _inside_a_title(label: str) -> str:
    """`location quotient`; German writes its nouns with a capital wherever they stand."""
    return label if (get_language() or "").startswith("de") else label.lower()
