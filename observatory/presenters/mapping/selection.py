"""What a visitor chose on the mapping tool, beside what every page has."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from observatory.presenters.measure import Measure, Scale
from observatory.presenters.measures import STARS, measure_of
from observatory.selection import Selection
from portal.core.errors import BadChoice

FIXED, QUANTILES = "fixed", "quantiles"
SIDE, DIFFERENCE = "side", "difference"
OWN: Mapping[str, tuple[str, ...]] = {"classes": (FIXED, QUANTILES), "view": (SIDE, DIFFERENCE)}
WITHOUT_DIFFERENCE = ("growth",)  # a change already, over years of its own


@dataclass(frozen=True, slots=True)
class MapSelection(Selection):
    """`classes` are not the measure's own ones; `view` says how two years stand; `focus` is a region's code."""

    classes: str = ""
    view: str = ""
    focus: str = ""

    @property
    def measure(self) -> Measure:
        return measure_of(self.figure, self.group, self.rules)

    @property
    def is_difference(self) -> bool:
        return bool(self.since) and self.view == DIFFERENCE


def with_own(selection: Selection, query: Mapping[str, str]) -> MapSelection:
    """`selection` with the tool's own parameters, in the one form that says the same.

    What another choice made idle is left out: a form sends along what was chosen before. Raises BadChoice.
    """
    own = {name: _value(name, query.get(name, "")) for name in OWN}
    common = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    return _tidied(MapSelection(**common, **own, focus=query.get("focus", "")))


def _tidied(chosen: MapSelection) -> MapSelection:
    measure = chosen.measure
    year, since = chosen.year, chosen.since
    if since and since > year:
        year, since = since, year
    since = "" if since == year else since
    view = chosen.view if since and measure.code not in WITHOUT_DIFFERENCE else ""
    return replace(
        chosen,
        year=year,
        since=since,
        view="" if view == SIDE else view,
        group=chosen.group if measure.is_of_groups else "",
        classes="" if chosen.classes == own_classes(measure, chosen.level) else _possible(chosen.classes, measure),
    )


def own_classes(measure: Measure, level: str) -> str:
    """The classes of a measure unasked: fixed ones where it has any; counts of larger places have no fixed ones."""
    if measure.scale is Scale.QUANTILES or (measure.counts_clusters and level != "2"):
        return QUANTILES
    return FIXED


def _possible(classes: str, measure: Measure) -> str:
    return "" if classes == FIXED and not measure.bounds else classes


def _value(name: str, value: str) -> str:
    if value and value not in OWN[name]:
        raise BadChoice(name, value, OWN[name])
    return value


def needs_group(selection: Selection) -> bool:
    """Whether a measure of single groups is asked for without one."""
    measure = measure_of(selection.figure, selection.group, selection.rules)
    return measure.is_of_groups and measure.code != STARS.code and not selection.group
