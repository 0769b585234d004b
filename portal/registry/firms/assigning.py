"""Regions of firms: by the file's own code, by position, or by postcode; and the region that figures have there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from portal.registry.firms.checking import Checked
from portal.registry.firms.findings import Findings
from portal.registry.firms.profiles import Profile
from portal.registry.geometry.locating import Located, locator
from portal.registry.loading.postcodes import normalised
from portal.registry.models import Firm, Postcode, Region

PLACED = Firm.Placed
POSITION = "longitude"


class Assigner:
    """Finds the regions of one batch after the other. `version`: the NUTS version of the figures."""

    def __init__(self, profile: Profile, findings: Findings, version: str):
        self._titles, self._findings, self._version = profile.titles, findings, version
        self._figures = _figures_codes(version)

    def assign(self, checked: Checked) -> None:
        """Adds `region_code`, `placed_by` and `figures_code`; positions that cannot be are told and emptied.

        1 query for each country whose postcodes are needed.
        """
        values = checked.values
        countries = np.array(values["country"], "U2")
        is_apart = np.isin(values["kind"], [Firm.Kind.AIRCRAFT_OPERATOR])
        points = np.array([values["longitude"], values["latitude"]], float).reshape(2, -1)
        found = self._by_position(checked, points, countries)
        codes = np.array(values["region_code"], "U5")
        placed = np.where(codes != "", PLACED.FILE, "").astype("U8")
        _fill(codes, placed, found.codes, np.where(found.distances_m > 0, PLACED.SHORE, PLACED.POSITION))
        self._by_postcode(checked, codes, placed, ~is_apart)
        codes[is_apart], placed[is_apart] = "", ""
        values["longitude"], values["latitude"] = points
        values["region_code"], values["placed_by"] = codes, placed
        values["figures_code"] = self._figures_at(codes, points)
        self._tell(checked, (codes == "") & ~is_apart, "postcode", "no region found", countries)

    def _by_position(self, checked: Checked, points: np.ndarray, countries: np.ndarray) -> Located:
        """Regions of positions in the firm's own country. Swapped ones are set right, wrong ones emptied: in place."""
        is_half = np.isnan(points).sum(0) == 1
        self._tell(checked, is_half, POSITION, "only one of longitude and latitude, left empty")
        is_zero = (points == 0).all(0)
        self._tell(checked, is_zero, POSITION, "longitude and latitude are zero, left empty")
        points[:, is_half | is_zero] = np.nan
        found = locator().locate(*points)
        doubtful = np.flatnonzero(~np.isnan(points[0]) & (found.codes.astype("U2") != countries))
        for place in doubtful:
            self._settle(checked, place, points, countries[place], found)
        return found

    def _settle(self, checked: Checked, place: int, points: np.ndarray, country: str, found: Located) -> None:
        """A position outside the firm's country: just across a border, swapped, at sea, or simply wrong."""
        own, here = locator().only(country) if country else locator(), points[:, [place]]
        for is_swapped, point in ((False, here), (True, here[::-1])):
            located = own.locate(*point)
            if located.codes[0]:
                found.codes[place], found.distances_m[place] = located.codes[0], located.distances_m[0]
                points[:, place] = point[:, 0]
                if is_swapped:
                    self._tell_one(checked, place, "longitude and latitude were swapped, set right", here)
                return
        if not found.codes[place]:
            self._tell_one(checked, place, "the position lies in no region", here)
            return
        self._tell_one(checked, place, "the position lies in another country, left empty", here, found.codes[place])
        found.codes[place], found.distances_m[place], points[:, place] = "", np.nan, np.nan

    def _by_postcode(self, checked: Checked, codes: np.ndarray, placed: np.ndarray, wanted: np.ndarray) -> None:
        values = checked.values
        places = [place for place in np.flatnonzero((codes == "") & wanted) if values["postcode"][place]]
        keys = {place: _postcode(values["country"][place], values["postcode"][place]) for place in places}
        known = _regions_of(keys.values())
        for place, key in keys.items():
            if key in known:
                codes[place], placed[place] = known[key], PLACED.POSTCODE

    def _figures_at(self, codes: np.ndarray, points: np.ndarray) -> np.ndarray:
        """The same code where it stood then; else the region around the position, or around today's region's middle."""
        found, back = np.unique(codes, return_inverse=True)
        then = np.array([self._figures.get(code, "") for code in found.tolist()], "U5")[back]
        changed = np.flatnonzero((then != codes) & ~np.isnan(points[0]))
        around = locator(self._version).locate(*points[:, changed]).codes
        is_same_country = around.astype("U2") == codes[changed].astype("U2")
        then[changed[is_same_country]] = around[is_same_country]
        return then

    def _tell(
        self, checked: Checked, where: np.ndarray, name: str, kind: str, details: np.ndarray | None = None
    ) -> None:
        for place in np.flatnonzero(where):
            detail = str(details[place]) if details is not None else ""
            self._findings.add(checked.rows[place], self._titles.get(name, ""), kind, detail, is_fault=False)

    def _tell_one(self, checked: Checked, place: int, kind: str, point: np.ndarray, where: str = "") -> None:
        detail = ", ".join(filter(None, [f"{point[0, 0]:g}, {point[1, 0]:g}", where]))
        self._findings.add(checked.rows[place], self._titles.get(POSITION, ""), kind, detail, is_fault=False)


def _fill(codes: np.ndarray, placed: np.ndarray, found: np.ndarray, how: np.ndarray) -> None:
    is_new = (codes == "") & (found != "")
    codes[is_new], placed[is_new] = found[is_new], how[is_new]


def _postcode(country: str, written: str) -> tuple[str, str]:
    return country, normalised(written, country)


def _regions_of(keys: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for country, postcode in keys:
        wanted[country].add(postcode)
    return {
        (country, postcode): region
        for country, postcodes in wanted.items()
        for postcode, region in Postcode.objects.filter(country=country, postcode__in=postcodes).values_list(
            "postcode", "region_code"
        )
    }


def _figures_codes(version: str) -> Mapping[str, str]:
    """NUTS 3 codes of today and what they were in `version`: the same code, or the region around their middle.

    A code that still stands stands for the same territory: Eurostat gives new ones where a border moves.
    """
    rows = (
        Region.objects.current().filter(level=3, longitude__isnull=False).values_list("code", "longitude", "latitude")
    )
    codes, longitudes, latitudes = zip(*rows, strict=True) if rows else ((), (), ())
    then = locator(version)
    found = then.locate(np.array(longitudes, float), np.array(latitudes, float)).codes
    same = {code: code for code in locator().codes & then.codes}
    return dict(zip(codes, found.tolist(), strict=True)) | same
