import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructValue

from observatory.blocks import ClusterFigureBlock, HeadlineFigureBlock, RankingExcerptBlock
from observatory.models import RegionClusters
from portal.editorial.blocks import CaptionedImageBlock, DataTableBlock, VideoBlock, body_blocks
from portal.editorial.tables import table_of
from tests.observatory.factories import ClusterFigureFactory, CurrentReleaseFactory
from tests.registry.factories import IndustryGroupFactory, RegionFactory

VIDEO = {"title": "Film", "summary": "What happens."}


def value_of(block, **values):
    return StructValue(block, list({**dict.fromkeys(block.child_blocks, ""), **values}.items()))


def table(**values):
    return {"data": [["a"], ["b"]], "table_caption": "What it shows", "table_header_choice": "row", **values}


def test_a_table_with_a_caption_and_a_head_is_accepted():
    assert DataTableBlock().clean(table())["table_caption"] == "What it shows"


def test_a_table_needs_a_caption():
    with pytest.raises(ValidationError, match="caption"):
        DataTableBlock().clean(table(table_caption=""))


def test_a_table_needs_a_head():
    with pytest.raises(ValidationError, match="header"):
        DataTableBlock().clean(table(table_header_choice="neither"))


def test_the_first_row_of_a_table_is_its_head():
    table = table_of({"data": [["Region", "Persons"], ["Lyon", "1,000"], ["Bari", "–"]], "table_caption": "Two"})
    assert [column.label for column in table.columns] == ["Region", "Persons"]
    assert [column.is_numeric for column in table.columns] == [False, True]
    assert table.rows[0][0].text == "Lyon"


def test_a_column_of_gaps_is_no_column_of_numbers():
    assert not table_of({"data": [["A"], ["–"], [""]]}).columns[0].is_numeric


def test_a_video_is_reached_over_https_only():
    block = VideoBlock()
    with pytest.raises(ValidationError):
        block.clean(value_of(block, url="http://example.org/film", **VIDEO))


def test_a_video_loads_nothing_before_the_reader_agrees():
    block = VideoBlock()
    html = block.render(value_of(block, url="https://video.example.org/film", **VIDEO))
    assert "Agree and open video.example.org" in html
    assert "<iframe" not in html
    assert "src=" not in html
    assert 'referrerpolicy="no-referrer"' in html


@pytest.mark.django_db
def test_an_image_needs_alternative_text_or_to_be_decorative():
    block = CaptionedImageBlock()
    value = block.to_python({"image": {"image": None, "alt_text": "", "decorative": False}, "caption": ""})
    with pytest.raises(ValidationError):
        block.clean(value)


def test_every_body_offers_the_same_blocks():
    names = list(body_blocks().child_blocks)
    assert names[:6] == ["text", "image", "quote", "table", "document", "video"]
    assert {"headline_figure", "cluster_figure", "ranking"} <= set(names)


@pytest.mark.django_db
def test_a_figure_of_an_unknown_region_and_group_is_refused():
    block = ClusterFigureBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(value_of(block, region="XX99", scheme="nace", group="Z99"))
    assert set(caught.value.block_errors) == {"region", "group"}


@pytest.mark.django_db
def test_a_figure_that_the_release_does_not_hold_is_refused():
    CurrentReleaseFactory()
    RegionFactory(code="DE21")
    IndustryGroupFactory(code="C29")
    block = ClusterFigureBlock()
    with pytest.raises(ValidationError):
        block.clean(value_of(block, region="DE21", scheme="nace", group="C29"))


@pytest.mark.django_db
def test_codes_are_enough_before_the_first_release():
    RegionFactory(code="DE21")
    IndustryGroupFactory(code="C29")
    block = ClusterFigureBlock()
    assert block.clean(value_of(block, region="DE21", scheme="nace", group="C29"))["group"] == "C29"


@pytest.fixture
def cluster():
    release = CurrentReleaseFactory().release
    return ClusterFigureFactory(
        release=release,
        region=RegionFactory(code="DE21", name_latin="Oberbayern"),
        group=IndustryGroupFactory(code="C29", name="Motor vehicles"),
        persons_employed=104228,
        location_quotient=2.94,
        size_rank=1,
        status=0,
        stars=[3, None, 1, 2],
        passed=[0, 0, 0, 0],
        unjudged=[None, 11, None, None],
    )


@pytest.mark.django_db
def test_a_cluster_figure_says_number_year_and_release(cluster):
    block = ClusterFigureBlock()
    html = block.render(value_of(block, region="DE21", scheme="nace", group="C29"))
    assert "104,228" in html
    assert "3 of 3 stars" in html
    assert "2014" in html
    assert cluster.release.code in html


@pytest.mark.django_db
def test_a_cell_that_could_not_be_judged_shows_no_stars_and_no_zero(cluster):
    type(cluster).objects.update(stars=[None] * 4)
    block = ClusterFigureBlock()
    html = block.render(value_of(block, region="DE21", scheme="nace", group="C29"))
    assert "not judged" in html
    assert "0 of 3" not in html


@pytest.mark.django_db
def test_demonstration_figures_say_so_inside_a_text(cluster):
    type(cluster.release).objects.update(is_demonstration=True)
    block = RankingExcerptBlock()
    html = block.render(value_of(block, scheme="nace", group="C29", rows=5))
    assert "Oberbayern" in html
    assert "Demonstration figures, not official statistics" in html


@pytest.mark.django_db
def test_a_headline_counts_the_clusters_of_the_area():
    release = CurrentReleaseFactory().release
    for code, counts in {"DE21": (1, 2, 3), "DE22": (4, 0, 0)}.items():
        one, two, three = counts
        RegionClusters.objects.create(
            release=release,
            area="eu27",
            rules="three-stars",
            scheme=IndustryGroupFactory(code="C29").scheme,
            region=RegionFactory(code=code),
            year=2014,
            one_star=one,
            two_stars=two,
            three_stars=three,
            judged=10,
        )
    block = HeadlineFigureBlock()
    html = block.render(value_of(block, measure="clusters", region=""))
    assert ">10 <" in html
    assert "EU-27" in html


@pytest.mark.django_db
def test_a_page_without_a_release_says_that_there_is_no_figure():
    block = HeadlineFigureBlock()
    assert "No statistics are published yet" in block.render(value_of(block, measure="clusters", region=""))
