"""The lists of a profile as its page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from internationalisation.profiles.queries import ProfileRows
from internationalisation.profiles.words import country_name, host_of, titles_of
from portal.core.formatting import day, number, share
from portal.registry.models import Activity, Certificate, ClusterOrganisation
from portal.registry.profile_codes import profile_codes

KINDS_OF_MEMBERS = ("members_sme", "members_large", "members_research", "members_public", "members_other")
WHOLE = 100  # units of a bar


@dataclass(frozen=True, slots=True)
class Titled:
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """`width` is the share in hundredths, for the bar."""

    label: str
    count: str
    share: str
    width: float


@dataclass(frozen=True, slots=True)
class PartnerLine:
    name: str
    country: str
    url: str


@dataclass(frozen=True, slots=True)
class CertificateLine:
    title: str
    issuer: str
    validity: str
    basis: str
    is_verified: bool
    is_expired: bool
    evidence: str
    host: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    title: str
    year: str
    text: str
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class ActivityList:
    title: str
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    position: str
    email: str
    phone: str


def services(organisation: ClusterOrganisation) -> tuple[Titled, ...]:
    """By group, in the order of the forms."""
    codes = profile_codes()
    found = [
        Titled(group.label, titles_of(organisation.services, [one for one in codes.service if one.group == group.code]))
        for group in codes.service_group
    ]
    return tuple(one for one in found if one.items)


def members(organisation: ClusterOrganisation) -> tuple[MemberLine, ...]:
    """By kind; nothing where the organisation did not say it of any kind."""
    counts = [(name, getattr(organisation, name)) for name in KINDS_OF_MEMBERS]
    known = [(name, count) for name, count in counts if count is not None]
    total = sum(count for _name, count in known)
    return tuple(_member(name, count, total) for name, count in known) if total else ()


def _member(name: str, count: int, total: int) -> MemberLine:
    label = capfirst(str(ClusterOrganisation._meta.get_field(name).verbose_name))
    return MemberLine(label, number(count), share(count / total, 0), round(WHOLE * count / total, 1))


def partners(rows: ProfileRows) -> tuple[PartnerLine, ...]:
    return tuple(PartnerLine(one.name, country_name(one.country), one.website) for one in rows.partners)


def certificates(rows: ProfileRows, today: date) -> tuple[CertificateLine, ...]:
    """Those that hold first."""
    lines = [_certificate(one, today, is_verified=one.key in rows.verified) for one in rows.certificates]
    return tuple(sorted(lines, key=lambda line: line.is_expired))


def _certificate(one: Certificate, today: date, *, is_verified: bool) -> CertificateLine:
    is_expired = one.valid_to is not None and one.valid_to < today
    title = next(iter(titles_of([one.label], profile_codes().label)), one.label)
    return CertificateLine(
        title=", ".join(filter(None, [title, one.level])),
        issuer=one.issuer,
        validity=_validity(one, is_expired=is_expired),
        basis=_("verified by a moderator") if is_verified else _("stated by the organisation"),
        is_verified=is_verified,
        is_expired=is_expired,
        evidence=one.evidence,
        host=host_of(one.evidence) if one.evidence else "",
    )


def _validity(one: Certificate, *, is_expired: bool) -> str:
    days = {"start": day(one.valid_from), "end": day(one.valid_to)}
    if is_expired:
        return _("expired on %(end)s") % days
    if one.valid_from and one.valid_to:
        return _("valid from %(start)s to %(end)s") % days
    if one.valid_to:
        return _("valid to %(end)s") % days
    return _("since %(start)s") % days if one.valid_from else ""


def activities(rows: ProfileRows) -> tuple[ActivityList, ...]:
    """By kind, in the order of the choices; of a kind as the organisation ordered them."""
    titles = {
        Activity.Kind.PROJECT: _("Projects"),
        Activity.Kind.NETWORK: _("Networks"),
        Activity.Kind.STORY: _("Success stories"),
        Activity.Kind.PUBLICATION: _("Publications"),
    }
    places = list(titles)
    ordered = sorted(rows.activities, key=lambda one: places.index(Activity.Kind(one.kind)))
    return tuple(
        ActivityList(titles[Activity.Kind(kind)], tuple(map(_activity, found)))
        for kind, found in groupby(ordered, key=lambda one: one.kind)
    )


def _activity(one: Activity) -> ActivityLine:
    host = host_of(one.website) if one.website else ""
    return ActivityLine(one.title, str(one.year or ""), one.text, one.website, host)


def persons(rows: ProfileRows) -> tuple[PersonLine, ...]:
    """Only who agreed comes in here."""
    return tuple(PersonLine(one.name, one.position, one.email, one.phone) for one in rows.contacts)


def countries(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(map(country_name, codes)))


def paragraphs(text: str) -> tuple[str, ...]:
    """What is written with empty lines between."""
    return tuple(filter(None, (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))))


def known(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """Only what has a value."""
    return tuple((label, value) for label, value in pairs if value)
