"""Bring official files into a dated folder, with a manifest of what came from where. Nothing is parsed here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from observatory.loading.download import Download, Fetched, Patience
from observatory.loading.files import MANIFEST, read_manifest, sha256_of
from observatory.loading.profiles import profiles
from observatory.loading.reading import Progress

OUTLINES = tuple(f"NUTS_RG_20M_2024_4326_LEVL_{level}.geojson" for level in range(4))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch: where it comes from and what it is called in the dated folder."""

    url: str
    name: str
    is_gzip: bool = False


def statistics(datasets: Sequence[str] = ()) -> list[Wanted]:
    """Files of `datasets`; by default of every dataset whose code lists are verified."""
    chosen = [profiles()[dataset] for dataset in datasets] or [
        profile for profile in profiles().values() if profile.url and profile.code_lists == "verified"
    ]
    api = settings.PORTAL_EUROSTAT_API.rstrip("/")
    return [Wanted(p.url.format(api=api), f"{p.dataset}.tsv.gz", is_gzip=True) for p in chosen]


def outlines() -> list[Wanted]:
    """Region outlines of the NUTS version in force, levels 0 to 3, 1:20 million."""
    gisco = settings.PORTAL_GISCO_API.rstrip("/")
    return [Wanted(f"{gisco}/nuts/geojson/{name}", f"nuts_2024/{name}") for name in OUTLINES]


def folder_of_today() -> Path:
    return Path(settings.VAR_DIR) / "sources" / datetime.now(UTC).date().isoformat()


def fetch_files(wanted: Sequence[Wanted], folder: Path, patience: Patience, progress: Progress) -> list[Path]:
    """Fetch what is not yet in `folder` and record it in the manifest after each file. Raises FetchFailed."""
    manifest = read_manifest(folder)
    for file in wanted:
        if not _is_there(folder / file.name, manifest.get(file.name)):
            fetched = Download(file.url, folder / file.name, patience, progress, expects_gzip=file.is_gzip).run()
            manifest[file.name] = _record(fetched)
            _write_manifest(folder, manifest)
    return [folder / file.name for file in wanted]


def _is_there(path: Path, record: dict[str, Any] | None) -> bool:
    return record is not None and path.exists() and sha256_of(path) == record["sha256"]


def _record(fetched: Fetched) -> dict[str, Any]:
    return {
        "url": fetched.url,
        "bytes": fetched.size,
        "sha256": fetched.sha256,
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "retrieved_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _write_manifest(folder: Path, manifest: dict[str, dict[str, Any]]) -> None:
    part = folder / f"{MANIFEST}.part"
    part.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    part.replace(folder / MANIFEST)
