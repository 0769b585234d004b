"""What regions are ordered and coloured by on the page of exposure."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.presenters.answers.exposing import EXPOSURE, FOCUS, PERSONS, ExposureSelection
from observatory.queries.exposure import Exposed, Exposure
from portal.core.formatting import number, share


@dataclass(frozen=True, slots=True)
class Lens:
    """What regions are ordered and coloured by; `value` of a region under a fall (a share, 0.2 is 20 %)."""

    value: Callable[[Exposed, float], float]
    text: Callable[[float | None], str]
    label: str
    unit: str


def lens_of(chosen: ExposureSelection) -> Lens:
    lenses = {
        EXPOSURE: Lens(
            lambda one, fall: fall * (one.exposure or 0.0),
            lambda value: number(value, 0 if (value or 0) >= 10 else 1),
            gettext("Exposure"),
            gettext("fall × focus × persons employed"),
        ),
        PERSONS: Lens(
            lambda one, fall: fall * (one.persons or 0.0),
            number,
            gettext("Persons employed that fall away"),
            gettext("persons employed"),
        ),
        FOCUS: Lens(
            lambda one, fall: fall * (one.focus or 0.0),
            lambda value: share(value, 2),
            gettext("Share of the region that falls away"),
            gettext("of the region's persons employed"),
        ),
    }
    return lenses[chosen.by]


def ordered(exposure: Exposure, chosen: ExposureSelection) -> list[Exposed]:
    """The hardest hit first, by what was chosen."""
    lens = lens_of(chosen)
    return sorted(exposure.rows, key=lambda one: (-lens.value(one, chosen.fall), one.region.code))
