"""The legal base of the portal's handling of personal data, and what follows from it.

Institutions of the Union work under Regulation (EU) 2018/1725, everybody else under Regulation (EU) 2016/679; the
setting `PORTAL_LEGAL_BASE` says which. Articles are those of the regulations' own texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_lazy


class Ground(models.TextChoices):
    """Why a processing operation is lawful."""

    TASK = "task", gettext_lazy("A task carried out in the public interest")
    OBLIGATION = "obligation", gettext_lazy("A legal obligation")
    CONTRACT = "contract", gettext_lazy("A contract, or steps before one")
    CONSENT = "consent", gettext_lazy("Consent")


@dataclass(frozen=True, slots=True)
class LegalBase:
    """`grounds` and `rights` name articles; `authority` is whom to complain to."""

    number: str
    title: str
    url: str
    grounds: Mapping[Ground, str]
    rights: str
    complaint: str
    authority: str
    authority_url: str


def legal_base() -> LegalBase:
    """The one of the settings, in the language of the request."""
    return _institutions() if settings.PORTAL_LEGAL_BASE == "2018/1725" else _everybody_else()


def _institutions() -> LegalBase:
    return LegalBase(
        number="2018/1725",
        title=gettext("Regulation (EU) 2018/1725"),
        url="https://eur-lex.europa.eu/eli/reg/2018/1725/oj",
        grounds={
            Ground.TASK: gettext("Article 5(1)(a)"),
            Ground.OBLIGATION: gettext("Article 5(1)(b)"),
            Ground.CONTRACT: gettext("Article 5(1)(c)"),
            Ground.CONSENT: gettext("Article 5(1)(d)"),
        },
        rights=gettext("Articles 17 to 24"),
        complaint=gettext("Article 63"),
        authority=gettext("European Data Protection Supervisor"),
        authority_url="https://www.edps.europa.eu/",
    )


def _everybody_else() -> LegalBase:
    return LegalBase(
        number="2016/679",
        title=gettext("Regulation (EU) 2016/679"),
        url="https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        grounds={
            Ground.TASK: gettext("Article 6(1)(e)"),
            Ground.OBLIGATION: gettext("Article 6(1)(c)"),
            Ground.CONTRACT: gettext("Article 6(1)(b)"),
            Ground.CONSENT: gettext("Article 6(1)(a)"),
        },
        rights=gettext("Articles 15 to 22"),
        complaint=gettext("Article 77"),
        authority=gettext("data protection authority of your country"),
        authority_url="https://www.edpb.europa.eu/about-edpb/about-edpb/members_en",
    )
