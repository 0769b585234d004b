"""The measures of structure, and what each says of a place in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from observatory.models import RegionStructure
from portal.core.formatting import number, share


@dataclass(frozen=True, slots=True)
class StructureMeasure:
    """`says` is a sentence in plain words with the value in it."""

    field: str
    title: Promise
    unit: Promise | str
    digits: int
    says: Callable[[RegionStructure, str], str]


def _krugman(one: RegionStructure, area: str) -> str:
    values = {"share": share((one.krugman or 0.0) / 2), "area": area}
    return gettext("%(share)s of its persons employed would have to change industry for its mix to be that of the "
                   "%(area)s. 0 is the same mix, 2 nothing in common.") % values  # fmt: skip


def _gini(_one: RegionStructure, area: str) -> str:
    return gettext("How unequal its location quotients are: 0 where every industry has the share it has in the "
                   "%(area)s, near 1 where a few stand out and the others are missing.") % {"area": area}  # fmt: skip


def _equivalent(one: RegionStructure, _area: str) -> str:
    values = {"number": number(one.equivalent_number, 1), "herfindahl": number(one.herfindahl, 3)}
    return gettext("Its economy is as concentrated as %(number)s industries of equal size would be: one divided by "
                   "the Herfindahl index, %(herfindahl)s.") % values  # fmt: skip


def _related(_one: RegionStructure, _area: str) -> str:
    return gettext("Variety inside its sections: many industries that are close to each other can learn from each "
                   "other.")  # fmt: skip


def _unrelated(_one: RegionStructure, _area: str) -> str:
    return gettext("Variety across sections: the more even, the less one shock hits all of its economy.")


MEASURES = (
    StructureMeasure("krugman", gettext_lazy("Krugman specialisation"), gettext_lazy("0 to 2"), 3, _krugman),
    StructureMeasure("gini", gettext_lazy("Gini specialisation"), gettext_lazy("0 to 1"), 3, _gini),
    StructureMeasure(
        "equivalent_number",
        gettext_lazy("Equivalent number of industries"),
        gettext_lazy("industries"),
        1,
        _equivalent,
    ),
    StructureMeasure("related_variety", gettext_lazy("Related variety"), gettext_lazy("bits"), 3, _related),
    StructureMeasure("unrelated_variety", gettext_lazy("Unrelated variety"), gettext_lazy("bits"), 3, _unrelated),
)
