"""The names of facets, as they stand in the codes of entries and in addresses."""

from enum import StrEnum


class FacetName(StrEnum):
    """In the order of a canonical address."""

    COUNTRY = "country"
    REGION = "region"
    GROUP = "group"
    TECHNOLOGY = "technology"
    SERVICE = "service"
    SIZE = "size"
    LABEL = "label"
    INTEREST = "interest"
    KIND = "kind"
    STATUS = "status"
    OPEN = "open"
    LANGUAGE = "language"


SAMPLE = "sample:yes"  # no facet: real and demonstration organisations are never shown together
ESTABLISHED, EMERGING = "established", "emerging"


def code_of(facet: FacetName, value: str) -> str:
    return f"{facet}:{value}"
