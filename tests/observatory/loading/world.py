"""A small world of regions and industries, and files about it."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.registry.factories import IndustryFactory, RegionFactory

REGIONS = ("DE", "DE1", "DE11", "DE2", "DE21")
INDUSTRIES = ("C", "C28", "C29", "TOTAL", "B-N_S95_X_K")
VERSIONS = ("2006", "2010", "2013", "2016")
YEARS = (2015, 2014, 2013)


def build_registry(regions: Sequence[str] = REGIONS, versions: Sequence[str] = VERSIONS) -> None:
    for version in versions:
        for code in regions:
            RegionFactory(code=code, version=version)
    for code in INDUSTRIES:
        IndustryFactory(code=code)


def tsv(rows: Mapping[str, Sequence[str]], years: Sequence[int] = YEARS, head: str = "nace_r2,indic_sb,geo") -> str:
    """A file in the old form; a row's key is `C29,V16110,DE11`."""
    lines = [f"{head}\\time\t" + "\t".join(f"{year} " for year in years)]
    lines += [key + "\t" + "\t".join(cells) for key, cells in rows.items()]
    return "\n".join(lines) + "\n"


def write(folder: Path, text: str, name: str = "sbs_r_nuts06_r2.tsv.gz") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if name.endswith(".gz") else text.encode())
    return path
