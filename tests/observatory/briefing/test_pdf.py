"""A briefing on paper: two pages, tagged, with the numbers of its page."""

import re

import pytest
from django.test import Client

from observatory.models import ClusterFigure, RegionFigure, Release
from tests.core.pango import needs_pango
from tests.core.test_pdf import elements, tags
from tests.observatory.briefing.files import pdf_of, text_of
from tests.observatory.similar.positions import build_positions
from tests.observatory.worlds import build_world

pytestmark = [pytest.mark.django_db, *needs_pango()]

REGION = "/observatory/regions/DE21.pdf"
LONG_NAME = "Herstellung von elektronischen und optischen Erzeugnissen aller Art " * 2
SUBJECTS = (
    REGION,
    "/observatory/regions/DE2.pdf",
    "/observatory/regions/DE.pdf",
    "/observatory/industries/nace/C29.pdf",
    "/observatory/industries/nace/G47.pdf",
    "/observatory/custom.pdf?r=DE21&r=DEAA",
    "/observatory/custom/danube.pdf",
)


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize("address", SUBJECTS)
def test_every_subject_fills_two_pages(client: Client, address: str):
    build_world()
    assert len(pdf_of(client, address).pages) == 2


def make_many_clusters(names: str = "") -> None:
    """Every group of DE21 is a cluster with three stars."""
    build_world(regions=30, groups=40)
    ClusterFigure.objects.filter(group__market="traded").update(
        stars=[3, 3, 1, 0], location_quotient=3.0, persons_employed=50_000.0, unjudged=[None] * 4
    )
    if names:
        for group in {cell.group for cell in ClusterFigure.objects.select_related("group")}:
            group.name = f"{names} {group.code}"
            group.save()


@pytest.mark.parametrize(("address", "names"), [(SUBJECTS[0], ""), *((subject, LONG_NAME) for subject in SUBJECTS[:4])])
def test_many_clusters_with_long_names_fill_two_pages_too(client: Client, address: str, names: str):
    make_many_clusters(names)
    assert len(pdf_of(client, address).pages) == 2


def test_a_region_without_figures_fills_two_pages(client: Client):
    build_world()
    ClusterFigure.objects.all().delete()
    RegionFigure.objects.all().delete()
    made = pdf_of(client, REGION)
    assert len(made.pages) == 2
    assert "no figures are published for 2014" in text_of(made)


def test_many_notices_leave_two_pages(client: Client):
    build_world()
    RegionFigure.objects.update(persons_employed=None, no_total="too-little")
    assert len(pdf_of(client, REGION).pages) == 2


def test_it_is_tagged_in_the_language_of_the_reader(client: Client):
    build_world()
    made = pdf_of(client, f"/fr{REGION}")
    catalogue = made.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Oberbayern" in made.metadata.title


def test_every_drawing_has_a_text_and_every_cell_its_heads(client: Client):
    build_world()
    found = elements(pdf_of(client, REGION))
    figures = [one for one in found if one.get("/S") == "/Figure"]
    cells = [one for one in found if one.get("/S") == "/TD"]
    assert len(figures) >= 3
    assert all(figure.get("/Alt") for figure in figures)
    assert all(cell["/A"].get("/Headers") for cell in cells)


def test_headings_follow_in_order(client: Client):
    build_world()
    levels = [int(tag[2:]) for tag in tags(pdf_of(client, REGION)) if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_it_says_the_numbers_of_the_page(client: Client):
    build_world()
    paper = text_of(pdf_of(client, REGION))
    html = client.get("/observatory/regions/DE21/").content.decode()
    lead = re.search(r'header__description">([^<]+)<', html)
    assert lead
    assert " ".join(lead[1].split()) in paper
    facts = re.findall(r'portal-fact__value">\s*([^\s<]+)', html)
    assert facts
    assert [fact for fact in facts if fact not in paper] == []


def test_each_star_stands_with_its_value_and_its_cut(client: Client):
    build_world()
    paper = text_of(pdf_of(client, REGION))
    assert "104,228 not passed; cut 61,200" in paper  # the world's cells were judged by nobody
    assert "2.94 not passed; cut 2.00" in paper


def test_it_names_source_release_day_and_live_page(client: Client):
    build_world()
    paper = text_of(pdf_of(client, REGION))
    assert "Source: Eurostat" in paper
    assert "release 2026-01-01-1" in paper
    assert "/observatory/regions/DE21/?year=2014&release=2026-01-01-1" in paper.replace(" ", "")


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_a_demonstration_is_marked(client: Client, is_demonstration: bool):
    build_world()
    Release.objects.update(is_demonstration=is_demonstration)
    assert ("Demonstration figures" in text_of(pdf_of(client, REGION))) == is_demonstration


def test_a_confidential_figure_is_not_printed(client: Client):
    world = build_world()
    hidden = ClusterFigure.objects.get(region=world.regions[-1], group=world.groups[0], year=2014)
    assert hidden.persons_employed is None
    paper = text_of(pdf_of(client, "/observatory/regions/DEAB.pdf"))
    assert "1 are confidential" in paper


def test_regions_like_it_stand_with_their_distance(client: Client):
    build_positions()
    made = pdf_of(client, REGION)
    paper = text_of(made)
    assert "Regions like this one, 2014" in paper
    assert "Name AT31" in paper
    assert len(made.pages) == 2


def test_choices_of_the_reader_are_kept(client: Client):
    build_world()
    paper = text_of(pdf_of(client, f"{REGION}?year=2013&rules=performance"))
    assert "in 2013" in paper
    assert "rules=performance" in paper.replace(" ", "")
