"""Every download of the portal, with the addresses that the attack asks for.

A new address of the Observatory fails `test_attack.py` until it stands here: attacked, or spared for a reason.
"""

import csv
import io
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from itertools import product

from django.test import Client

from observatory.models import RegionFigure, Release
from observatory.questions import questions as all_questions
from portal.registry.reference import reference
from portal.registry.region_sets import region_sets
from tests.observatory.secrecy.harvest import Harvest

PAGE = "a page: its figures are those of its downloads, made of the same objects"
SPARED = {
    **dict.fromkeys(
        ("mapping", "find", "region", "similar", "relatedness", "relatedness-network", "industries", "scheme",
         "industry", "clusters", "cluster", "rankings", "compare", "custom", "region-set", "data", "questions",
         "question", "exposure", "gaps", "changes"), PAGE),
    **dict.fromkeys(("policy", "policy-country", "policy-download"), "what editors write, beside a profile's figures"),
    "embed-map": "a figure of a page in a frame",
    "embed": "a figure of a page in a frame",
    "methodology": "worked examples: cells that are published",
    "briefing": "where one waits for a briefing",
    "region-briefing": "a page on paper, made of the same objects",
    "industry-briefing": "a page on paper, made of the same objects",
    "custom-briefing": "a page on paper, made of the same objects",
    "region-set-briefing": "a page on paper, made of the same objects",
    "similarity-matrix": "distances over some sixty variables at once: no equation of one cell",
    "relatedness-network-download": "counts of regions in which both groups are published",
    "data-download": "counts of cells; checks compare published figures, gaps print that of another year",
    "industries-download": "counts of statistical clusters",
    "gaps-download": "counts of cells",
    "changes-download": "cells of two releases, each of which is attacked by itself",
    "changes-feed": "numbers of changes",
    "analyse": "a form for a member's own table",
    "analysis": "a member's own analysis, theirs alone",
    "analysis-file": "figures of a member's own table, or of sums over published cells",
    "analysis-delete": "forgets an analysis",
    "report": "a form",
    "report-thanks": "thanks",
}  # fmt: skip
ATTACKED = ("mapping-download", "region-download", "similar-download", "relatedness-download", "industry-download",
            "cluster-download", "rankings-download", "compare-download", "custom-download", "region-set-download",
            "question-download", "exposure-download", "data-file")  # fmt: skip
REGION_FIGURES = ("", "specialisation", "history", "portfolio", "change", "structure")
GROUP_FIGURES = ("", "trend", "standing", "risers", "countries", "related", "changes")
RANDOM_SETS = 40
LARGEST_SET = 6


class Attack:
    """Asks for downloads of one year and feeds them to the harvest; `few` limits each kind of address."""

    def __init__(self, client: Client, release: Release, harvest: Harvest, few: int = 10_000):
        self.client, self.release, self.harvest, self.few = client, release, harvest, few
        self.random = random.Random(7)
        rows = RegionFigure.objects.filter(release=release, year=harvest.source.year, region__is_extra_regio=False)
        codes = rows.values_list("current_region__code", "region__code")
        self.regions = sorted({current or own for current, own in codes})
        self.groups = [(group.scheme_id, group.code) for one in reference().schemes
                       for group in reference().groups_of(one.code)]  # fmt: skip

    def run(self) -> None:
        year = self.harvest.source.year
        for address, place in self.addresses():
            joined = f"{address}{'&' if '?' in address else '?'}year={year}"
            self.harvest.read(self._rows(joined), place)
        for file in (f"regions-{year}.geojson", "tidy-csv.zip", "sdmx-csv.zip"):
            self.harvest.read(self._of_file(file))
        for scheme in reference().schemes:
            self.harvest.read(self._of_cube(f"{scheme.code}-{year}.jsonstat.json"))

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Address, and the region where a file is about one and does not say so."""
        for region, figure in product(self._few(self.regions), REGION_FIGURES):
            yield f"/observatory/regions/{region}.csv?figure={figure}", region
        for region in self._few([one for one in self.regions if len(one) == 4]):
            yield f"/observatory/regions/{region}/similar.csv?n=all", ""
            yield f"/observatory/regions/{region}/relatedness.csv", region
        for (scheme, group), figure in product(self._few(self.groups), GROUP_FIGURES):
            yield f"/observatory/industries/{scheme}/{group}.csv?figure={figure}", ""
        for region, (scheme, group) in self._few(list(product(self.regions, self.groups))):
            yield f"/observatory/clusters/{region}/{scheme}/{group}.csv", region
            yield f"/observatory/compare.csv?c={region}/{scheme}/{group}", ""
        for region in self._few(self.regions):
            yield f"/observatory/compare.csv?r={region}", ""
        for scheme, group in self._few(self.groups):
            yield f"/observatory/exposure.csv?scheme={scheme}&group={group}", ""
        for question in all_questions():
            yield f"/observatory/questions/{question.slug}.csv?", ""
        for scheme, area in product({scheme for scheme, _ in self.groups}, ("eu27", "all")):
            yield f"/observatory.csv?scheme={scheme}&area={area}", ""
            yield f"/observatory/rankings.csv?scheme={scheme}&area={area}&stars=0", ""
            for members in self._few([*self._sets(), *([one.code] for one in region_sets())]):
                kind = "custom.csv?" + "&".join(f"r={code}" for code in members)
                known = f"custom/{members[0]}.csv?" if members[0].islower() else f"{kind}&"
                yield f"/observatory/{known}scheme={scheme}&area={area}", ""

    def _sets(self) -> Iterator[list[str]]:
        """Random sets of regions of a level, and all regions inside each larger one."""
        for wider in (one for one in self.regions if len(one) < 4):
            yield [one for one in self.regions if len(one) == 4 and one.startswith(wider)] or [wider]
        for level in (3, 4):
            codes = [one for one in self.regions if len(one) == level]
            for _ in range(RANDOM_SETS // 2):
                yield self.random.sample(codes, min(self.random.randint(2, LARGEST_SET), len(codes)))

    def _few(self, choices: Sequence) -> Sequence:
        return choices if len(choices) <= self.few else self.random.sample(choices, self.few)

    def _body(self, address: str) -> bytes:
        response = self.client.get(address, follow=True)
        assert response.status_code in (200, 404), address
        return b"".join(response) if response.status_code == 200 else b""

    def _rows(self, address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self._body(address).decode().lstrip("\ufeff"))))

    def _of_file(self, name: str) -> Iterator[dict[str, str]]:
        body = self._body(f"/observatory/data/files/{name}")
        if name.endswith(".geojson"):
            yield from (feature["properties"] | {"groups_published": ""} for feature in json.loads(body)["features"])
            return
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            for table in (one for one in package.namelist() if one.endswith(".csv")):
                with package.open(table) as entry:
                    scheme = {"scheme": table.removesuffix(".csv")} if "sdmx" in name else {}
                    yield from (row | scheme for row in csv.DictReader(io.TextIOWrapper(entry, "utf-8")))

    def _of_cube(self, name: str) -> Iterator[dict[str, str]]:
        """A JSON-stat cube as rows of cells."""
        cube = json.loads(self._body(f"/observatory/data/files/{name}"))
        measures, _, regions, groups, _ = ([*cube["dimension"][one]["category"]["index"]] for one in cube["id"])
        values = iter(cube["value"])
        table = {key: next(values) for key in product(measures, regions, groups)}
        for region, group in product(regions, groups):
            row = {"REF_AREA": region.split("_")[0], "ACTIVITY": group, "scheme": name.rsplit("-", 1)[0]}
            for measure in measures:
                value = table[measure, region, group]
                yield row | {"MEASURE": measure, "TIME_PERIOD": str(self.harvest.source.year),
                             "OBS_VALUE": "" if value is None else repr(value)}  # fmt: skip
