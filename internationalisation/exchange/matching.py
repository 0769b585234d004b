"""Whether a row is an organisation that the portal has, or that another row of the file states already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from internationalisation.exchange.rows import OrganisationRow
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.names import fold

ALIKE = 0.85  # share of letters that two names in the same town have in common
CLOSED = (Standing.ARCHIVED, Standing.MERGED)


@dataclass(frozen=True, slots=True)
class Twin:
    """Another organisation that may be the same. `is_certain`: same name in the same country, or same website."""

    text: str
    column: str
    is_certain: bool


@dataclass(slots=True)
class Register:
    """Names, websites and towns of what is known so far: organisations by "number 12", rows by "line 3"."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    towns: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, where: str, country: str, name: str, website: str, city: str) -> None:
        self.names.setdefault((country, fold(name)), where)
        if host := host_of(website):
            self.hosts.setdefault(host, where)
        if city:
            self.towns[country, fold(city)].append((fold(name), where))

    def find(self, country: str, name: str, website: str, city: str) -> Twin | None:
        """The first that is or may be the same."""
        if where := self.names.get((country, fold(name))):
            return Twin(_("There is an organisation of this name already: %(where)s.") % {"where": where}, "name", True)
        if where := self.hosts.get(host_of(website)):
            text = _("An organisation with this website is there already: %(where)s.")
            return Twin(text % {"where": where}, "website", True)
        for other, where in self.towns.get((country, fold(city)), ()):
            if SequenceMatcher(None, fold(name), other).ratio() >= ALIKE:
                text = _("A similar name in the same town: %(where)s. If it is the same, write its number as id.")
                return Twin(text % {"where": where}, "name", False)
        return None


def register_of(countries: Iterable[str]) -> Register:
    """The organisations of these countries, in all states but archived and merged. 1 query."""
    register = Register()
    rows = ClusterOrganisation.objects.filter(country__in=countries).exclude(standing__in=CLOSED)
    for pk, country, name, website, city in rows.values_list("pk", "country_id", "name", "website", "city"):
        register.add(_("number %(pk)s") % {"pk": pk}, country, name, website, city)
    return register


def twin_of(row: OrganisationRow, register: Register) -> Twin | None:
    """Of a new row; it is registered itself, so that later rows find it."""
    values = [str(row.values.get(column) or "") for column in ("country", "name", "website", "city")]
    found = register.find(*values)
    register.add(_("line %(line)s") % {"line": row.line}, *values)
    return found


def host_of(website: str) -> str:
    """`https://www.example.org/en` → `example.org`; with its path where it has one, for many share a host."""
    parts = urlsplit(website.strip().lower())
    return (parts.netloc.removeprefix("www.") + parts.path.rstrip("/")) if parts.netloc else ""
