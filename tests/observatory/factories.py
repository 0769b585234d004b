"""The smallest valid releases, observations and figures; tests name what matters to them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from observatory.computing import current_method
from observatory.models import ClusterFigure, CurrentRelease, Observation, RegionFigure, Release, Status
from tests.registry.factories import IndustryFactory, IndustryGroupFactory, RegionFactory


class ReleaseFactory(DjangoModelFactory):
    """A release whose figures are computed; `CurrentReleaseFactory` publishes it."""

    class Meta:
        model = Release

    code = factory.Sequence(lambda n: f"2026-01-01-{n + 1}")
    state = Release.State.COMPUTED
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    sources = factory.LazyFunction(lambda: [source()])
    rule_sets = ["three-stars", "performance", "specialisation-node", "strong-cluster"]
    method = factory.LazyFunction(current_method)
    computed_at = factory.LazyFunction(timezone.now)
    years = [2013, 2014]
    default_year = 2014


class CurrentReleaseFactory(DjangoModelFactory):
    """The published release."""

    class Meta:
        model = CurrentRelease
        django_get_or_create = ("id",)

    id = 1
    release = factory.SubFactory(ReleaseFactory)


class ObservationFactory(DjangoModelFactory):
    """Persons employed in one region, industry and year."""

    class Meta:
        model = Observation

    release = factory.SubFactory(ReleaseFactory)
    indicator = 1
    region = factory.SubFactory(RegionFactory)
    industry = factory.SubFactory(IndustryFactory)
    year = 2014
    value = 1000.0
    status = Status.FINAL
    marks = 0


class RegionFigureFactory(DjangoModelFactory):
    class Meta:
        model = RegionFigure

    release = factory.SubFactory(ReleaseFactory)
    region = factory.SubFactory(RegionFactory)
    current_region = factory.SelfAttribute("region")
    year = 2014
    persons_employed = 100_000.0
    published_persons = 100_000.0
    estimated_share = 0.0


class ClusterFigureFactory(DjangoModelFactory):
    """A cell with a figure and no stars."""

    class Meta:
        model = ClusterFigure

    release = factory.SubFactory(ReleaseFactory)
    area = "eu27"
    region = factory.SubFactory(RegionFactory)
    current_region = factory.SelfAttribute("region")
    group = factory.SubFactory(IndustryGroupFactory)
    year = 2014


def source(**changes: object) -> dict[str, object]:
    """What a release remembers of a file."""
    return {
        "dataset": "sbs_r_nuts06_r2",
        "title": "Structural business statistics by NUTS 2 region",
        "publisher": "Eurostat",
        "licence": "Reuse with acknowledgement of the source",
        "url": "https://ec.europa.eu/eurostat",
        "note": "",
        "file": "sbs_r_nuts06_r2.tsv.gz",
        "retrieved_on": "2026-01-01",
        "sha256": "0" * 64,
        "rows": 10,
        "rows_loaded": 8,
        "rows_empty": 1,
        "cells": 50,
        "dropped": [{"reason": "extra-regio territory", "rows": 1, "codes": ["CZZZ"]}],
        "dropped_cells": {},
        "unknown_flags": {},
    } | changes
