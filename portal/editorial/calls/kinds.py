"""The words of calls: states, stages, who may apply and whom an applicant looks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """By date, never stored: see `CallQuerySet.as_of`."""

    OPEN = "open", _("Open")
    FORTHCOMING = "forthcoming", _("Forthcoming")
    CLOSED = "closed", _("Closed")


class Stage(models.TextChoices):
    """What is due at a deadline; empty for the only one."""

    INTEREST = "interest", _("Expression of interest")
    FIRST = "first-stage", _("First stage")
    SECOND = "second-stage", _("Second stage")
    PROPOSAL = "proposal", _("Full proposal")
    CUT_OFF = "cut-off", _("Cut-off date")


class Applicant(models.TextChoices):
    SME = "sme", _("Small and medium-sized enterprises")
    START_UP = "start-up", _("Start-ups")
    LARGE_FIRM = "large-firm", _("Large firms")
    CLUSTER_ORGANISATION = "cluster-organisation", _("Cluster organisations")
    RESEARCH = "research", _("Research and technology organisations")
    UNIVERSITY = "university", _("Universities and training providers")
    PUBLIC_BODY = "public-body", _("Public bodies")
    NON_PROFIT = "non-profit", _("Non-profit organisations")


class Partner(models.TextChoices):
    CLUSTER_ORGANISATION = "cluster-organisation", _("Cluster organisation")
    SME = "sme", _("Small or medium-sized enterprise")
    LARGE_FIRM = "large-firm", _("Large firm")
    TECHNOLOGY = "technology", _("Technology provider")
    PILOT = "pilot", _("Pilot or demonstration site")
    RESEARCH = "research", _("Research partner")
    TRAINING = "training", _("Training partner")
    INVESTOR = "investor", _("Investor")
    PUBLIC_BODY = "public-body", _("Public body")
