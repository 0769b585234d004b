"""The official file of 2008–2015: what the documents say was counted is what is counted."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Sum

from observatory.computing import compute_figures
from observatory.loading.progress import silent
from observatory.loading.release import load_files
from observatory.models import ClusterFigure, RegionClusters, RegionFigure, RegionStructure, StructuralPosition

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "explanation" / "figures.md"
FILES = ("sbs_r_nuts06_r2.tsv.gz", "sbs_na_sca_r2.tsv.gz")
PARTS = ("countries", "regions", "changes", "industries", "schemes")
STRUCTURES = (("DE11", 0.47, 0.44, 19.5, 59), ("FR10", 0.47, 0.39, 26.5, 61), ("ES51", 0.28, 0.27, 19.5, 64))
COMPLETE = 19
NEAREST = {  # without output per head, which other files hold
    "DE11": ["DE12", "DE91", "DE21"],
    "FR10": ["ES30", "ITI4", "DE71"],
    "ES51": ["FR71", "ITI4", "HU10"],
}
COLUMNS = {3: "three_stars", 2: "two_stars", 1: "one_star"}


def documented():
    """Rows of the table of 2014: {what: (EU-27, all countries)}."""
    rows = [line.strip("| \n").split(" | ") for line in DOCUMENT.read_text().splitlines() if line.startswith("| ")]
    return {row[0]: (row[1], row[2]) for row in rows if row[0] != "what"}


def counted(release, what, area):
    if what == "judged cells":
        return str(_counts(release, area, "three-stars")["judged"])
    if what == "location quotients":
        return str(_quotients(release, area))
    rules, _, results = what.partition(": ")
    counts = _counts(release, area, rules)
    return ", ".join(str(counts[COLUMNS[int(result)]]) for result in results.split(", "))


def _counts(release, area, rules):
    rows = RegionClusters.objects.filter(
        release=release, area=area, rules=rules, scheme="nace", year=2014, region__level=2
    )
    return rows.aggregate(**{name: Sum(name) for name in (*COLUMNS.values(), "judged")})


def _quotients(release, area):
    """Of the regions in the area: others are shown against it too."""
    rows = ClusterFigure.objects.filter(
        release=release, area=area, year=2014, group__scheme="nace", region__level=2, is_union=False
    ).exclude(region__is_extra_regio=True)
    if area == "eu27":
        rows = rows.filter(region__country__membership="eu27")
    return rows.filter(location_quotient__isnull=False).count()


@pytest.fixture
def official(db):
    for part in PARTS:
        call_command("load_registry", only=part, verbosity=0)
    folder = Path(settings.PORTAL_SOURCES) / "eurostat"
    release = load_files(files=[folder / name for name in FILES], allow_unknown=False, progress=silent).release
    compute_figures(release)
    return release


@pytest.mark.sources
def test_counts_of_2014_are_those_of_the_documents(official):
    rows = RegionFigure.objects.filter(
        release=official,
        year=2014,
        region__level=2,
        is_union=False,
        region__is_extra_regio=False,
        published_persons__isnull=False,
    )
    found = {what: tuple(counted(official, what, area) for area in ("eu27", "all")) for what in documented()}
    assert found == documented()
    assert rows.count() == 282
    without = rows.filter(persons_employed=None).order_by("region__code").values_list("region__code", flat=True)
    assert list(without) == ["DE50", "DEB1", "ES63", "IE01", "IE02"]
    assert rows.filter(estimated_share__gt=0, persons_employed__isnull=False).count() == 67
    official.refresh_from_db()
    assert official.default_year == 2014
    structure_is_that_of_the_documents(official)


def structure_is_that_of_the_documents(release):
    """In the same load, which takes its time: the regions and pairs that the documents name."""
    for code, krugman, gini, number, published in STRUCTURES:
        row = RegionStructure.objects.get(release=release, area="eu27", region__code=code, year=2014)
        found = (round(row.krugman, 2), round(row.gini, 2), round(row.equivalent_number, 1), row.divisions_published)
        assert (code, *found) == (code, krugman, gini, number, published)
    varieties = RegionStructure.objects.filter(release=release, area="eu27", year=2014, region__level=2)
    assert varieties.filter(related_variety__isnull=False, is_union=False).count() == COMPLETE
    for code, nearest in NEAREST.items():
        assert (code, nearest_to(release, code)) == (code, nearest)


def nearest_to(release, code, n=3):
    rows = list(StructuralPosition.objects.filter(release=release, year=2014).select_related("region"))
    own = next(row for row in rows if row.region.code == code)
    others = {row.region.code: own.distances[row.position] for row in rows if row.region.level == own.region.level}
    assert others.pop(code) == 0
    return sorted((one for one in others if others[one] is not None), key=others.__getitem__)[:n]
