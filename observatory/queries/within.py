"""The regions of a set that policy speaks of, as filter of figures: by primary key, over all NUTS versions."""

from django.db.models import Q

from portal.registry.region_sets import membership


def members_within(code: str) -> frozenset[int]:
    """Primary keys of the regions (levels 0 to 2, every version) that lie in the set.

    A region that is only partly inside is not among them. No query once the set is read. Raises UnknownRegionSet.
    """
    return membership(code).whole


def within(code: str, path: str = "region") -> Q:
    """Rows of a figure table whose region lies in the set; all rows where `code` is empty."""
    return Q(**{f"{path}__in": members_within(code)}) if code else Q()
