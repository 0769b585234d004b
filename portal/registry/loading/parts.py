"""The parts of the reference data: each is loaded in one transaction, and only when its inputs have changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import transaction
from shapely.geometry.base import BaseGeometry
from tqdm import tqdm

from portal.registry.conversion import conversions
from portal.registry.geometry.backdrop import borders_path, frames_path, neighbours_path
from portal.registry.geometry.build import DETAILS, Sheet, build_sheets, canvas_polygons
from portal.registry.geometry.features import read_topology
from portal.registry.loading.boundaries import region_records
from portal.registry.loading.changes import CHANGES_FILE, declared_conversions, load_changes
from portal.registry.loading.countries import COUNTRIES_FILE, load_countries, read_countries
from portal.registry.loading.exonyms import EXONYMS_FILE, read_exonyms
from portal.registry.loading.industries import label_files, load_industries
from portal.registry.loading.locations import load_locations, location_files
from portal.registry.loading.postcodes import load_postcodes, postcodes_path
from portal.registry.loading.records import LoadRefused, RegionRecord, check_records
from portal.registry.loading.region_sets import check_region_sets
from portal.registry.loading.schemes import load_schemes, scheme_files
from portal.registry.loading.spelling import NAMES_FILE, newer_names, spelled
from portal.registry.loading.store import store_backdrop, store_outlines, store_regions, version_named
from portal.registry.loading.versions import VERSIONS, drawn_files, list_files, read_version
from portal.registry.memory import forget
from portal.registry.models import Backdrop, Country, ReferencePart, Region
from portal.registry.region_sets import region_set_files

LOADER = "5"  # counts up when loading changes what it stores, so that everything is loaded anew


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name, the files it is made of, and the function that loads it and says what it loaded."""

    name: str
    files: tuple[Path, ...]
    load: Callable[[], str]


def world_path() -> Path:
    return settings.PACKAGES_DIR / "world" / "countries-50m.json"


def all_parts(languages: Sequence[str], further: Sequence[str] = ()) -> Iterator[Part]:
    """Parts in the order of their dependence; NACE labels in `languages`, those `further` each a part of its own."""
    yield Part("countries", (COUNTRIES_FILE,), load_countries)
    yield Part("regions", _region_files(), load_all_regions)
    for version in VERSIONS:
        if version.is_drawn and drawn_files(version.name):
            files = (*drawn_files(version.name), world_path())
            yield Part(f"outlines {version.name}", files, _outline_loader(version.name))
    yield Part("boundaries", location_files(), load_locations)
    yield Part("changes", (CHANGES_FILE,), load_changes)
    yield Part("sets of regions", tuple(region_set_files()), check_region_sets)
    yield _labels_part("industries", languages)
    for language in further:
        yield _labels_part(f"industries {language}", [language])
    # The names of NACE groups are the labels: new languages bring new names.
    yield Part("schemes", (*scheme_files(), *label_files((*languages, *further))), load_schemes)
    yield Part("postcodes", (postcodes_path(),), load_postcodes)


def _labels_part(name: str, languages: Sequence[str]) -> Part:
    return Part(name, tuple(label_files(languages)), partial(load_industries, languages))


def _region_files() -> tuple[Path, ...]:
    files = [path for version in VERSIONS for path in list_files(version.name)]
    return (*files, COUNTRIES_FILE, EXONYMS_FILE, CHANGES_FILE, NAMES_FILE)


def _outline_loader(version: str) -> Callable[[], str]:
    return lambda: load_outlines(version, region_records(map(str, drawn_files(version))))


def fingerprint(part: Part) -> str:
    """Hash of the part's files. Raises LoadRefused where files are missing."""
    missing = [path.name for path in part.files if not path.is_file()]
    if missing:
        raise LoadRefused([f"{part.name}: {', '.join(missing)} missing; `make run` fetches the reference packages."])
    digest = blake2b(LOADER.encode(), digest_size=32)
    for path in part.files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def bring_up_to_date(part: Part, *, again: bool = False) -> str:
    """Load a part unless it stands as its files have it; returns what was loaded, or an empty string."""
    mark = fingerprint(part)
    if not again and ReferencePart.objects.filter(name=part.name, fingerprint=mark).exists():
        return ""
    with transaction.atomic():
        summary = part.load()
        ReferencePart.objects.update_or_create(name=part.name, defaults={"fingerprint": mark, "summary": summary})
    forget()
    return summary


def load_all_regions() -> str:
    """Regions of all NUTS versions, the newest first: its spelling of names serves the older ones."""
    exonyms, countries = read_exonyms(), set(Country.objects.values_list("code", flat=True))
    published = {version.name: read_version(version.name) for version in tqdm(VERSIONS, "Regions", unit="version")}
    codes = {version: (record.code for record in records) for version, records in published.items()}
    changes = declared_conversions(codes)
    newer: dict[str, RegionRecord] = {}
    count = 0
    for version in VERSIONS:
        records = spelled(published[version.name], version.name, newer_names(changes, newer))
        check_records(records, countries)
        count += store_regions(version, records, exonyms)
        newer = newer | {record.code: record for record in records if record.code not in newer}
    return f"{count} regions of {len(VERSIONS)} NUTS versions"


def load_outlines(version: str, records: Iterable[RegionRecord]) -> str:
    """Outlines of levels 0 to 2 and the backdrop of a version, from the boundaries of its NUTS 2 regions."""
    exact = canvas_polygons({record.code: record.geometry for record in records if record.level == 2})
    world = _world_beyond({code[:2] for code in exact})
    count = 0
    for sheet in tqdm(build_sheets(exact), total=len(DETAILS), desc=f"Outlines {version}", unit="detail"):
        count += store_outlines(version, sheet.detail, sheet.drawings)
        store_backdrop(version, sheet.detail, _backdrop(sheet, world))
    return f"{count} outlines in {len(DETAILS)} levels of detail"


def _world_beyond(mapped: set[str]) -> list[BaseGeometry]:
    """Land of the countries that the map of regions does not have."""
    own = {name for entry in read_countries() if entry.code in mapped for name in entry.world}
    features = read_topology(world_path().read_bytes(), "countries")
    others = (feature for feature in features if not own & {feature.properties["id"], feature.properties["name"]})
    return [feature.geometry for feature in others if feature.geometry is not None]


def _backdrop(sheet: Sheet, world: list[BaseGeometry]) -> Iterator[tuple[str, str]]:
    yield Backdrop.Kind.NEIGHBOURS, neighbours_path(world, sheet.detail)
    yield Backdrop.Kind.BORDERS, borders_path(sheet.countries)
    yield Backdrop.Kind.INSETS, frames_path()


def load_one_version(version: str, sources: Sequence[str], *, is_mending: bool = False) -> str:
    """Regions and outlines of one version from files or addresses, in one transaction.

    Raises LoadRefused with every fault; nothing is loaded then. `is_mending` repairs rings that cross.
    """
    published = region_records(sources, is_mending=is_mending)
    records = spelled(published, version, newer_names(conversions(), _stored_after(version)))
    known = set(Region.objects.of_version(version).values_list("code", flat=True))
    check_records(records, set(Country.objects.values_list("code", flat=True)), known)
    with transaction.atomic():
        count = store_regions(version_named(version), records, read_exonyms())
        drawn = load_outlines(version, records) if any(record.level == 2 for record in records) else "no outlines"
    forget()
    return f"NUTS {version}: {count} regions, {drawn}"


def _stored_after(version: str) -> dict[str, RegionRecord]:
    """The newest stored record of each code in the versions after `version`, newest versions first."""
    later = Region.objects.filter(version__gt=version, is_extra_regio=False).order_by("-version", "code")
    found: dict[str, RegionRecord] = {}
    for row in later.values_list("code", "name_native", "name_latin", "version"):
        found.setdefault(row[0], RegionRecord(*row))
    return found
