"""Names under which visitors look for regions: other languages, and cities that stand for their region."""

from collections.abc import Mapping

import msgspec

from portal.registry.loading.countries import DATA

EXONYMS_FILE = DATA / "exonyms.toml"


class ExonymsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, list[str]]


def read_exonyms() -> Mapping[str, list[str]]:
    """Further names by region code."""
    return msgspec.toml.decode(EXONYMS_FILE.read_bytes(), type=ExonymsFile).names
