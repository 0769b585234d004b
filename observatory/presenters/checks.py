"""What each release check means, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import number, share
from portal.core.page import Cell, Column, Table

SHOWN = 15


@dataclass(frozen=True, slots=True)
class Words:
    """`sentence` may use %(compared)s, %(agreeing)s, %(share)s and %(differing)s."""

    title: str | Promise
    sentence: str | Promise
    found: str | Promise
    expected: str | Promise
    digits: int = 0


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check as a reader sees it; `examples` has no rows where nothing differs."""

    id: str
    title: str
    severity: str
    severity_text: str
    text: str
    examples: Table


SEVERITIES: dict[str, str | Promise] = {
    "ok": _("Passed"),
    "note": _("Passed with exceptions"),
    "warning": _("Needs attention"),
}
WORDS = {
    "growth": Words(
        _("Growth rates against Eurostat's own"),
        _(
            "Our growth of persons employed on the year before equals the rate that Eurostat publishes in "
            "%(share)s of %(compared)s cells; %(differing)s differ by more than 0.1 percentage points."
        ),
        _("Ours, per cent"),
        _("Published, per cent"),
        digits=1,
    ),
    "manufacturing-share": Words(
        _("Shares in manufacturing against Eurostat's own"),
        _(
            "Our share of an industry in the region's manufacturing equals the share that Eurostat publishes in "
            "%(share)s of %(compared)s cells; %(differing)s differ by more than 0.1 percentage points."
        ),
        _("Ours, per cent"),
        _("Published, per cent"),
        digits=1,
    ),
    "divisions": Words(
        _("Sections against the sum of their divisions"),
        _(
            "Where all divisions of a section are published, they add up to it within 0.5 per cent in %(share)s of "
            "%(compared)s cells; %(differing)s do not."
        ),
        _("Sum of divisions"),
        _("Section"),
    ),
    "regions": Words(
        _("Countries against the sum of their regions"),
        _(
            "Where all regions inside a country or NUTS 1 region are published, they add up to it within 0.5 per "
            "cent in %(share)s of %(compared)s cells; %(differing)s do not."
        ),
        _("Sum of regions"),
        _("Country or NUTS 1 region"),
    ),
    "national": Words(
        _("Countries against national statistics"),
        _(
            "National statistics count enterprises, regional ones local units. Persons employed agree within 0.6 "
            "per cent in %(share)s of %(compared)s countries and years; %(differing)s differ by more."
        ),
        _("Regional statistics"),
        _("National statistics"),
    ),
    "twice": Words(
        _("No territory counts twice"),
        _(
            "In %(compared)s sections of countries the regions were added up; in %(differing)s they exceed the "
            "country by more than 2 per cent. Then either the country's own figure is incomplete, or a territory "
            "is published under two codes."
        ),
        _("Sum of regions"),
        _("Country"),
    ),
    "versions": Words(
        _("One NUTS version per country and year"),
        _(
            "Of %(compared)s countries and years, %(differing)s are published under two versions of NUTS. The "
            "figures use one of them."
        ),
        _("Later version"),
        _("Earlier version"),
    ),
    "gaps": Words(
        _("Gaps between years"),
        _(
            "Of %(compared)s sections of regions between their first and last published year, %(differing)s have "
            "no figure although years before and after have one. Nothing is filled in."
        ),
        _("Figure"),
        _("Last published"),
    ),
    "jumps": Words(
        _("Jumps from one year to the next"),
        _(
            "Of %(compared)s cells with at least 1,000 persons employed, %(differing)s change by half or more "
            "within a year without a marked break."
        ),
        _("Persons employed"),
        _("Year before"),
    ),
    "exchanged": Words(
        _("Series of two regions that seem to be swapped"),
        _(
            "Of %(compared)s figures of a region in a year, %(differing)s seem to be swapped with that of another "
            "region of the country: each of the two is closer to what the other region had the year before than to "
            "its own figure of that year, and no break is marked. The figures are shown as published."
        ),
        _("Persons employed"),
        _("Year before"),
    ),
}


def check_views(checks: list[dict[str, Any]], names: Mapping[str, str]) -> tuple[CheckView, ...]:
    """Checks in the order of the report; one that this version does not know is left out."""
    return tuple(_view(check, WORDS[check["check"]], names) for check in checks if check["check"] in WORDS)


def _view(check: dict[str, Any], words: Words, names: Mapping[str, str]) -> CheckView:
    return CheckView(
        id=f"check-{check['check']}",
        title=str(words.title),
        severity=check["severity"],
        severity_text=str(SEVERITIES[check["severity"]]),
        text=_sentence(check, words) if check["compared"] else gettext("The release holds nothing to compare."),
        examples=_examples(check, words, names),
    )


def _sentence(check: dict[str, Any], words: Words) -> str:
    compared, differing = check["compared"], check["differing"]
    return str(words.sentence) % {
        "compared": number(compared),
        "differing": number(differing),
        "agreeing": number(compared - differing),
        "share": share((compared - differing) / compared, 2),
    }


def _examples(check: dict[str, Any], words: Words, names: Mapping[str, str]) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("industry", gettext("Industry")),
        Column("year", gettext("Year"), is_numeric=True),
        Column("found", str(words.found), is_numeric=True),
        Column("expected", str(words.expected), is_numeric=True),
    )
    title = gettext("%(check)s: the largest differences") % {"check": words.title}
    return Table(
        title, columns, tuple(_example(check["check"], row, words, names) for row in check["examples"][:SHOWN])
    )


def _example(check: str, row: dict[str, Any], words: Words, names: Mapping[str, str]) -> tuple[Cell, ...]:
    name = names.get(row["region"], "")
    found = gettext("none") if check == "gaps" else _figure(check, row["found"], words)
    return (
        Cell(f"{name} ({row['region']})" if name else row["region"]),
        Cell("" if check == "versions" else row["industry"]),
        Cell(str(row["year"])),
        Cell(found),
        Cell(_figure(check, row["expected"], words)),
    )


def _figure(check: str, value: float, words: Words) -> str:
    """A NUTS version is a name, not a quantity."""
    return f"NUTS {value:.0f}" if check == "versions" else number(value, words.digits)
