"""A computed and published release whose figures differ from cell to cell, for pages of regions and countries."""

import numpy as np
from django.utils import timezone

from observatory.computing import compute_figures
from observatory.computing.scope import SECTIONS
from observatory.models import Release
from tests.observatory.computing.world import DIVISIONS, NUTS2, YEARS, Numbers, build_registry, store, usual_numbers
from tests.observatory.factories import CurrentReleaseFactory


def varied_numbers() -> Numbers:
    """Every region with its own size, mix and growth, from a seed; divisions are parts of their sections."""
    build_registry()
    numbers, rng = usual_numbers(), np.random.default_rng(7)
    for code in NUTS2:
        for section in SECTIONS:
            start, growth = float(rng.integers(2_000, 40_000)), rng.uniform(0.97, 1.05)
            series = [float(round(start * growth**step)) for step in range(len(YEARS))]
            inside = [division for division, whole in DIVISIONS.items() if whole == section]
            for year, value in zip(YEARS, series, strict=True):
                numbers.persons(code, section, value, year)
                for division in inside:
                    part = 0.7 / len(inside) * (1.2 if division == "C29" and code == "DE11" else 1.0)
                    numbers.persons(code, division, float(round(value * part)), year)
    return numbers


def publish(numbers: Numbers) -> Release:
    """The numbers as the published release."""
    return publish_release(store(numbers))


def publish_release(release: Release) -> Release:
    """A loaded release, computed and current."""
    compute_figures(release)
    release.first_published_at = timezone.now()
    release.save()
    return CurrentReleaseFactory(release=release).release
