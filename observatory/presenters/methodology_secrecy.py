"""What the methodology says of secret figures: what is never printed, and the one word that is said of them."""

import numpy as np
from django.utils.translation import gettext

from observatory.stats.secrecy import NARROWEST, Sums, most
from portal.core.formatting import number

SECTION, SIBLING = 900.0, 300.0  # made-up persons employed


def secrecy_paragraphs() -> tuple[str, ...]:
    return (
        gettext(
            "A confidential cell has no figure here of any measure, on any page or in any file: no persons employed, "
            "local units, wages, quotient, share, growth or rank. It counts in no sum, cut, ranking or headline."
        ),
        gettext(
            "Nor can it be worked out from what we print. A sum exists only where every member is published, or holds "
            "published members only and says “at least”. A sum of regions is empty where it would be the confidential "
            "figure of a country or NUTS 1 region. What a publisher prints beside a secret cell, such as its growth, "
            "is left out of our files. A test subtracts all that our downloads print from each other and from the "
            "source: nothing more comes out than the source gives away alone, and such cells stay confidential here."
        ),
        gettext(
            "Of a cell without a figure we say one thing: whether a star is impossible, possible or certain, whatever "
            "the figure is. It can be at most what the published cells beside it leave of its section, its NUTS 1 "
            "region or its country, and at least that minus the most that the other unpublished ones can be; no local "
            "unit means nobody. Wages and local units may pass or fail their tests. These bounds are neither shown nor "
            "stored, and nothing is said where the upper one is less than %(times)s times the lower one."
        )
        % {"times": number(NARROWEST)},
        _example(),
    )


def _example() -> str:
    """Worked out by the formula that figures come from."""
    sums = Sums(np.array([[SECTION]]), np.array([0, 0, 0]))
    upper = most(np.array([[SIBLING], [np.nan], [np.nan]]), sums)[1, 0]
    text = gettext(
        "Example with made-up numbers: a section has %(section)s persons employed, the only published division "
        "%(sibling)s. Each of the two others has at most %(most)s. Three stars ask for at least 1,000: a star is "
        "impossible, and nothing else is said."
    )
    return text % {"section": number(SECTION), "sibling": number(SIBLING), "most": number(upper)}
