"""Rows of a file as organisations: every value checked, every fault with its line and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from internationalisation.exchange.columns import COLUMNS, ID, NEEDED, WrongValue, attribute, value_of
from internationalisation.exchange.known import Known, official
from portal.core.sheets import Fault
from portal.registry.models import ClusterOrganisation

FIRST_YEAR = 1700
NOT_WRITTEN = {one.name for one in ClusterOrganisation._meta.get_fields()} - set(COLUMNS) | {"country"}
MEMBERS = ("members_sme", "members_large", "members_research", "members_public", "members_other")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """What a row states, by column; `pk` names an organisation of the portal, None a new one."""

    line: int
    values: Mapping[str, Any]
    pk: int | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file. `countries`: those its owner may write, None for all."""

    known: Known
    countries: frozenset[str] | None = None
    faults: list[Fault] = field(default_factory=list)

    def read(self, line: int, written: Mapping[str, str]) -> OrganisationRow:
        """One row. Values with faults are left out. No query."""
        self.faults = []
        values: dict[str, Any] = {}
        for column in (one for one in COLUMNS if one in written):
            self._try(line, column, lambda column=column: values.update({column: self._value(column, written)}))
        pk = self._pk(line, written.get(ID, ""))
        self._check_whole(line, values)
        return OrganisationRow(line, values, pk, tuple(self.faults))

    def _value(self, column: str, written: Mapping[str, str]) -> Any:
        value = official(column, value_of(column, written[column]))
        self.known.check(column, value)
        if column in NEEDED and not value:
            raise WrongValue(_("It is empty; every organisation needs it."))
        if column == "country" and self.countries is not None and value not in self.countries:
            raise WrongValue(_("You are not the contact of this country: its organisations are not yours to import."))
        return value

    def _pk(self, line: int, written: str) -> int | None:
        if written and not written.isdecimal():
            self._note(line, ID, _("“%(text)s” is no number of an organisation.") % {"text": written[:40]})
        return int(written) if written.isdecimal() else None

    def _check_whole(self, line: int, values: Mapping[str, Any]) -> None:
        """What the model says of each field, and what must fit together."""
        organisation = ClusterOrganisation(**{attribute(column): value for column, value in values.items()})
        try:
            organisation.clean_fields(exclude=NOT_WRITTEN | (set(COLUMNS) - set(values)))
        except ValidationError as error:
            for column, texts in error.message_dict.items():
                self._note(line, column, " ".join(texts))
        for column, text in _misfits(values):
            self._note(line, column, text)

    def _try(self, line: int, column: str, read: Callable[[], None]) -> None:
        try:
            read()
        except WrongValue as wrong:
            self._note(line, column, str(wrong))

    def _note(self, line: int, column: str, text: str) -> None:
        self.faults.append(Fault(line, column, text))


def _misfits(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(column, what is wrong) of values that do not go together."""
    found = []
    region, country = values.get("region_code"), values.get("country")
    if region and country and region[:2] != country:
        found.append(("region_code", _("The region lies in another country.")))
    if (values.get("longitude") is None) != (values.get("latitude") is None):
        found.append(("longitude", _("A position needs both longitude and latitude.")))
    if abs(values.get("longitude") or 0) > 180:
        found.append(("longitude", _("A longitude lies between -180 and 180.")))
    if abs(values.get("latitude") or 0) > 90:
        found.append(("latitude", _("A latitude lies between -90 and 90.")))
    year = values.get("year_founded")
    if year is not None and not FIRST_YEAR <= year <= localdate().year:
        found.append(("year_founded", _("Nobody founded the organisation in that year.")))
    total, parts = values.get("members_total"), sum(values.get(name) or 0 for name in MEMBERS)
    if total is not None and parts > total:
        found.append(("members_total", _("The members by kind are more than the members in all.")))
    return found
