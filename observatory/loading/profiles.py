"""Source profiles: what a dataset is, where it comes from and what its codes mean here.

One TOML file a dataset in `observatory/data/sources/`; the file's name is the dataset's code.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sources"
ENDINGS = (".tsv.gz", ".tsv", ".xlsx", ".xls")


class UnknownDataset(LookupError):
    """A file whose name is not the code of a dataset that the portal has a profile for."""


class SourceIndicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The source's code of an indicator, our number for it, and what its figures are multiplied with.

    Context only: `year` is the figures' year where the file does not say it, or the only year wanted of those it has;
    `period` the years that a mean is about; `results` give a result in words its place on an ordinal scale.
    """

    number: int
    code: str = ""
    factor: float = 1.0
    allows_negative: bool = False
    year: int = 0
    period: str = ""
    results: dict[str, int] = {}


class Workbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a spreadsheet is laid out.

    `eurostat`: Eurostat's export, a sheet a unit, with a second sheet of flags; the unit is the indicator.
    `long`: one figure a row; `columns` name those of indicator, year, zone, value and result.
    `wide`: one zone a row, one indicator a column, whose name is read from the rows `heads` (from 1) together.
    Texts in `missing` say that there is no figure.
    """

    layout: Literal["eurostat", "long", "wide"]
    sheets: tuple[str, ...]
    heads: tuple[tuple[int, ...], ...] = ()
    columns: dict[str, str] = {}
    missing: tuple[str, ...] = ("", ":")
    zero_is_missing: bool = False


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reference years, both ends included, and the NUTS version they are published in."""

    first: int
    last: int
    nuts: Literal["2006", "2010", "2013", "2016", "2021", "2024"]


class Erratum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cell that is known to be wrong in the publisher's file: it is dropped, and listed with the reason."""

    region: str
    industry: str
    indicator: str
    year: int
    reason: str


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dataset. Empty `industries_needed` means every industry of the registry; `url` has `{api}` for its host.

    `needed` names, for each further dimension, the values whose rows are wanted. A dataset without an industry
    dimension is about TOTAL, one without an indicator dimension has exactly one indicator. One of context has its
    `zones` in a data file, or NUTS regions for them; `of_eu` are its codes of the EU as a whole, with their names,
    and `short_title` is what stands beside each of its figures.
    """

    dataset: str
    title: str
    publisher: str
    licence: str
    url: str
    page: str
    code_lists: Literal["verified", "unverified"]
    region_dimension: str
    levels: tuple[int, ...]
    indicator: tuple[SourceIndicator, ...]
    period: tuple[Period, ...]
    needed: dict[str, tuple[str, ...]] = {}
    industry_dimension: str = ""
    indicator_dimension: str = ""
    industries_needed: frozenset[str] = frozenset()
    regions_not_needed: frozenset[str] = frozenset()
    indicators_not_needed: frozenset[str] = frozenset()
    erratum: tuple[Erratum, ...] = ()
    note: str = ""
    is_required: bool = False
    is_demonstration: bool = False
    is_context: bool = False
    short_title: str = ""
    zones: str = ""
    of_eu: dict[str, str] = {}
    workbook: Workbook | None = None

    def nuts_version(self, year: int) -> str:
        """NUTS version of a reference year; empty for a year outside all periods."""
        return next((p.nuts for p in self.period if p.first <= year <= p.last), "")


def read_profile(path: Path) -> Profile:
    """Profile of one file. Raises msgspec.ValidationError or ValueError, saying what is wrong in it."""
    profile = msgspec.toml.decode(path.read_bytes(), type=Profile)
    if profile.dataset != path.stem:
        raise ValueError(f"{path.name}: the file is named after the dataset, which is {profile.dataset}.")
    if not profile.indicator_dimension and not profile.workbook and len(profile.indicator) != 1:
        raise ValueError(f"{path.name}: without an indicator dimension there must be exactly one indicator.")
    if profile.workbook and not profile.is_context:
        raise ValueError(f"{path.name}: only figures of context are read from spreadsheets.")
    return profile


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by dataset code."""
    return {path.stem: read_profile(path) for path in sorted(FOLDER.glob("*.toml"))}


def profile_text(profile: Profile) -> bytes:
    """The profile in one canonical form: part of a release's fingerprint."""
    return msgspec.json.encode(profile, order="deterministic")


def profile_for(path: Path) -> Profile:
    """Profile of the file at `path`, by its name. Raises UnknownDataset."""
    dataset = dataset_of(path)
    if dataset not in profiles():
        known = ", ".join(sorted(profiles()))
        raise UnknownDataset(f"{path.name} is not named after a known dataset. Known: {known}.")
    return profiles()[dataset]


def dataset_of(path: Path) -> str:
    """`sbs_r_nuts06_r2.tsv.gz` → `sbs_r_nuts06_r2`; empty when no file with its ending is read."""
    name = path.name.lower()
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), "")


def find_files(folder: Path) -> list[Path]:
    """Files in `folder` and its direct subfolders that a profile describes, at most one a dataset."""
    found: dict[str, Path] = {}
    for path in sorted([*folder.glob("*.*"), *folder.glob("*/*.*")]):
        if dataset_of(path) in profiles():
            found.setdefault(dataset_of(path), path)
    return [found[dataset] for dataset in sorted(found)]
