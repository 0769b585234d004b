"""The choices of the mapping tool: its filter form, and the years as links."""

from dataclasses import replace

from django.utils.translation import gettext

from observatory.indicators import context_indicators, context_themes
from observatory.presenters.choosing import filter_form
from observatory.presenters.mapping.selection import DIFFERENCE, FIXED, QUANTILES, SIDE, WITHOUT_DIFFERENCE, own_classes
from observatory.presenters.measure import Measure
from observatory.presenters.measures import MEASURES, measure_of
from observatory.queries.map_rows import Subject, subject_of
from observatory.queries.names import Names
from observatory.selection import Choices, Selection
from portal.core.formatting import named
from portal.core.page import Choice, FilterForm, Link, Option

FILTERS = ("group", "scheme", "country", "within", "year", "rules", "area")
OF_REGIONS = ("country", "within", "year", "area")  # a figure of regions as a whole has no groups
OF_CLUSTERS = ("country", "within", "scheme", "year", "rules", "area")
OF_OTHERS = ("country", "within", "year")


def mapping_form(
    path: str, selection: Selection, choices: Choices, names: Names, figures: dict[str, str]
) -> FilterForm:
    """The measure first, for everything else follows from it; the level after the group, two years at the end."""
    measure = measure_of(selection.figure, selection.group, selection.rules)
    form = filter_form(path, selection, choices, names, _parameters(measure))
    before, rest = form.choices[: int(measure.is_of_groups)], form.choices[int(measure.is_of_groups) :]
    shown = (_figures(selection, figures), *before, _levels(selection, choices), *rest)
    own = (_since(selection, choices), *_views(selection), *_classes(selection))
    hidden = (*form.hidden, *((("focus", focus),) if (focus := getattr(selection, "focus", "")) else ()))
    return replace(form, choices=(*shown, *own), chips=(*form.chips, *_chips(path, selection)), hidden=hidden)


def _parameters(measure: Measure) -> tuple[str, ...]:
    """What changes a figure: groups and rules only where it counts them, a reference area only of our own figures."""
    if measure.is_of_groups:
        return FILTERS
    by_subject = {Subject.CONTEXT: OF_OTHERS, Subject.CLUSTERS: OF_CLUSTERS}
    return by_subject.get(subject_of(measure.code), OF_REGIONS)


def year_links(choices: Choices, selection: Selection, path: str) -> tuple[Link, ...]:
    """Every year of the measure, the earliest first."""
    return tuple(
        Link(
            year, selection.address(path, year=year, page=1, **_still_earlier(selection, year)), year == selection.year
        )
        for year in sorted(choices.year)
    )


def _still_earlier(selection: Selection, year: str) -> dict[str, str]:
    """The earlier of two years stays where it is earlier than the year of the link."""
    return {} if selection.since < year else {"since": "", "view": ""}


def figure_names(codes: tuple[str, ...]) -> dict[str, str]:
    """Measures by code."""
    others = {one.code: gettext(one.title) for one in context_indicators().values()}
    return {code: str(MEASURES[code].label) if code in MEASURES else others[code] for code in codes}


def _figures(selection: Selection, figures: dict[str, str]) -> Choice:
    """Every measure under its theme, in the order of the themes."""
    titles = _themes()
    options = [Option(code, label, code == selection.figure, titles[code]) for code, label in figures.items()]
    order = list(dict.fromkeys(titles.values()))
    return Choice("figure", gettext("Measure"), tuple(sorted(options, key=lambda one: order.index(one.group))))


def _themes() -> dict[str, str]:
    """The theme of every measure: our own by what they are figures of, those of other sources by their file."""
    ours = {
        Subject.CELL: gettext("Clusters and industry groups"),
        Subject.CLUSTERS: gettext("Regions as a whole"),
        Subject.STRUCTURE: gettext("Regions as a whole"),
    }
    own = sorted(MEASURES, key=lambda code: list(ours).index(subject_of(code)))
    named_themes = {theme.code: gettext(theme.title) for theme in context_themes()}
    others = {one.code: named_themes[one.theme] for one in context_indicators().values()}
    return {code: ours[subject_of(code)] for code in own} | others


def _levels(selection: Selection, choices: Choices) -> Choice:
    return Choice("level", gettext("Level"), _options({one: level_name(one) for one in choices.level}, selection.level))


def level_name(level: str) -> str:
    return gettext("Countries") if level == "0" else gettext("NUTS %(level)s regions") % {"level": level}


def _since(selection: Selection, choices: Choices) -> Choice:
    years = {year: year for year in sorted(choices.year) if year < selection.year}
    return Choice(
        "since", gettext("Compare with an earlier year"), _options({"": gettext("No"), **years}, selection.since)
    )


def _views(selection: Selection) -> tuple[Choice, ...]:
    if not selection.since or selection.figure in WITHOUT_DIFFERENCE:
        return ()
    view = getattr(selection, "view", "") or SIDE
    labels = {SIDE: gettext("Side by side"), DIFFERENCE: gettext("As a difference")}
    return (Choice("view", gettext("The two years"), _options(labels, view)),)


def _classes(selection: Selection) -> tuple[Choice, ...]:
    """Only where there is something to choose: a measure with classes of its own, and no difference."""
    measure = measure_of(selection.figure, selection.group, selection.rules)
    if not measure.bounds or measure.names or getattr(selection, "is_difference", False):
        return ()
    chosen = getattr(selection, "classes", "") or own_classes(measure, selection.level)
    labels = {FIXED: gettext("Fixed bounds"), QUANTILES: gettext("About the same number of regions each")}
    return (Choice("classes", gettext("Classes"), _options(labels, chosen)),)


def _options(labels: dict[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in labels.items())


def _chips(path: str, selection: Selection) -> tuple[Link, ...]:
    if not selection.since:
        return ()
    label = named(gettext("Compared with"), selection.since)
    title = gettext("Remove the filter %(label)s") % {"label": label}
    return (Link(label, selection.address(path, since="", view="", page=1), title=title),)
