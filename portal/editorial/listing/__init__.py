"""Lists of pages that editors publish: facets with exact counts, one canonical address, a feed for every filter.

A list page names its `Facets`; `ListPage` (portal.editorial.models.base_list) reads the query string, counts, and
shows the rows. A feed view parses the same facets and answers with `answer_feed`.
"""

from portal.editorial.listing.facets import ChoiceFacet, CodesFacet, Counted, Facet, Switch, count_values, unnest
from portal.editorial.listing.feeds import ENTRIES, Entry, FeedHead, answer_feed, identity_of
from portal.editorial.listing.narrowing import Counts, Facets, Narrowed
from portal.editorial.listing.presenting import present_filters
from portal.editorial.listing.subjects import (
    CountryFacet,
    GroupFacet,
    MonthFacet,
    NamedFacet,
    RegionFacet,
    month_name,
    subject_facets,
)

__all__ = [
    "ENTRIES", "ChoiceFacet", "CodesFacet", "Counted", "CountryFacet", "Counts", "Entry", "Facet", "Facets",
    "FeedHead", "GroupFacet", "MonthFacet", "NamedFacet", "Narrowed", "RegionFacet", "Switch", "answer_feed",
    "count_values", "identity_of", "month_name", "present_filters", "subject_facets", "unnest",
]  # fmt: skip
