"""The attack: the source and everything that we print give away no confidential cell that the source does not."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from observatory.computing import compute_figures
from observatory.loading.progress import silent
from observatory.loading.release import load_files
from observatory.models import RegionFigure, Release
from observatory.urls import urlpatterns
from portal.registry.memory import forget
from portal.registry.models import Country, Region
from tests.observatory.computing.test_official_figures import FILES, PARTS
from tests.observatory.factories import CurrentReleaseFactory
from tests.observatory.secrecy.columns import unknown
from tests.observatory.secrecy.downloads import ATTACKED, SPARED, Attack
from tests.observatory.secrecy.harvest import Harvest
from tests.observatory.secrecy.source import Source, read_source
from tests.observatory.secrecy.subtraction import PERSONS, Term, figure, solve, whole
from tests.observatory.secrecy.world import PROTECTED, RECOVERABLE, YEAR, build_tempting_world

pytestmark = pytest.mark.django_db
RECOVERED_2014 = 78
FEW = 12


def attacked(release: Release, source: Source, few: int = 10_000) -> Harvest:
    forget()
    harvest = Harvest(source)
    Attack(Client(), release, harvest, few).run()
    return harvest


def given_away(harvest: Harvest) -> set[Term]:
    """T: confidential cells that the source and our downloads together give away."""
    source = harvest.source
    found = solve([*harvest.equations, *source.relations()], source.known)
    return {term for term in source.secret if term in found} | harvest.betrayed & source.secret


@pytest.fixture
def tempting(settings, tmp_path) -> tuple[Release, dict[Term, float]]:
    settings.VAR_DIR = tmp_path
    return build_tempting_world()


def test_every_address_is_attacked_or_spared_for_a_reason():
    names = {pattern.name for pattern in urlpatterns}
    assert names == {*ATTACKED, *SPARED}
    assert not set(ATTACKED) & set(SPARED)


def test_a_sum_with_one_unknown_part_gives_that_part_and_what_follows_from_it():
    cells = [(PERSONS, code, "C29", 2014) for code in ("DE", "DE1", "DE2", "DE21")]
    sums = [whole(cells[0], cells[1:3]), whole(cells[2], cells[3:])]
    assert solve([figure(cells[0], 10.0), figure(cells[1], 4.0), *sums])[cells[3]] == 6.0


def test_two_unknown_parts_keep_each_other_secret():
    cells = [(PERSONS, code, "C29", 2014) for code in ("DE", "DE1", "DE2")]
    assert solve([figure(cells[0], 10.0), whole(cells[0], cells[1:])]) == {cells[0]: 10.0}


def test_the_source_alone_gives_away_what_the_world_was_made_to_give_away(tempting):
    release, truth = tempting
    source = read_source(release, YEAR)
    assert source.secret == RECOVERABLE | PROTECTED
    assert source.recovered() == {term: truth[term] for term in RECOVERABLE}


def test_our_downloads_give_away_nothing_more_and_print_nothing_that_is_secret(tempting):
    release, _ = tempting
    harvest = attacked(release, read_source(release, YEAR))
    assert given_away(harvest) == RECOVERABLE
    assert not harvest.printed & harvest.source.secret
    assert not unknown(harvest.columns)


def test_peers_of_a_comparison_are_published_cells_only(tempting):
    """Number × mean is an equation; one whose cells are all published adds nothing to what is known."""
    release, _ = tempting
    source = read_source(release, YEAR)
    attack = Attack(Client(), release, Harvest(source))
    members = set(Region.objects.filter(country__membership=Country.Membership.EU27).values_list("code", flat=True))
    cells = [code for code in source.regions & members if len(code) == 4]
    for division in ("C10", "C29", "G47"):
        terms = [source.term(PERSONS, code, division) for code in cells]
        known = [source.known[term] for term in terms if term in source.known]
        assert source.secret & set(terms)
        rows = attack._rows(f"/observatory/compare.csv?c=DE12/nace/{division}&year={YEAR}")
        (row,) = (one for one in rows if one["indicator"] == PERSONS)
        assert int(row["peers"]) == len(known) < len(terms)


def test_no_total_is_what_is_visible_and_a_secret_section(tempting):
    _, truth = tempting
    for (_, region, section, year), value in truth.items():
        if len(section) == 1:
            row = RegionFigure.objects.get(region__code=region, region__version="2013", year=year)
            assert row.persons_employed is None or row.persons_employed - row.published_persons != pytest.approx(value)


@pytest.mark.sources
@pytest.mark.skipif(not os.environ.get("PORTAL_FULL_ATTACK"), reason="takes minutes: set PORTAL_FULL_ATTACK=1")
def test_of_the_official_figures_our_downloads_give_away_nothing_more_than_the_source(settings, tmp_path):
    """Persons employed, local units and wages of 2014; pages of every kind by sample, whole files completely."""
    settings.VAR_DIR = tmp_path
    release = publish_official()
    source = read_source(release, 2014)
    recovered = set(source.recovered())
    assert len([term for term in recovered if term[0] == PERSONS]) == RECOVERED_2014
    harvest = attacked(release, source, few=FEW)
    assert given_away(harvest) == recovered
    assert not harvest.printed & source.secret


def publish_official() -> Release:
    for part in PARTS:
        call_command("load_registry", only=part, verbosity=0)
    folder = Path(settings.PORTAL_SOURCES) / "eurostat"
    release = load_files(files=[folder / name for name in FILES], allow_unknown=False, progress=silent).release
    compute_figures(release)
    release.first_published_at = timezone.now()
    release.save()
    return CurrentReleaseFactory(release=release).release
