"""`/styleguide/`: every component with samples, in the states that readers meet."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core import samples
from portal.core.menu import localised
from portal.core.page import PageMeta
from portal.core.palette import Scale, palette


@dataclass(frozen=True, slots=True)
class Swatches:
    """The colours of one scale as classes of tokens: `sequential-1` …"""

    name: str
    numbers: tuple[int, ...]


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Costs no query of its own: samples are made in memory."""
    page = PageMeta(
        title="Style guide",
        description="Every component of the portal with samples.",
        canonical_path=localised("/styleguide/"),
        lead="Every component with samples in the states that readers meet: empty, one, very many, long, failed.",
        is_indexable=False,
    )
    return render(request, "core/styleguide.html", {"page": page, "samples": samples, "scales": _scales()})


def _scales() -> tuple[Swatches, ...]:
    colours = palette()
    return tuple(
        Swatches(name, tuple(range(1, len(scale.fill) + 1)))
        for name in ("sequential", "diverging", "categorical")
        if isinstance(scale := getattr(colours, name), Scale)
    )
