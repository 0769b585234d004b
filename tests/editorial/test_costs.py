"""The fullest pages that an editor can write stay within twelve queries, signed in or not."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from portal.accounts.models import User
from tests.editorial import factories
from tests.observatory.factories import ClusterFigureFactory, CurrentReleaseFactory
from tests.pages import assert_page
from tests.registry.factories import IndustryGroupFactory, RegionFactory

# Wagtail leaves the temporary file of a rendition to the garbage collector, which warns.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(name: str) -> Image:
    data = BytesIO()
    Picture.new("RGB", (40, 30)).save(data, "PNG")
    return Image.objects.create(title=name, file=ContentFile(data.getvalue(), f"{name}.png"))


def full_body() -> list:
    release = CurrentReleaseFactory().release
    group = IndustryGroupFactory(code="C29")
    figures = []
    for number in range(3):
        region = RegionFactory(code=f"DE2{number}")
        values = {"region": region, "group": group, "size_rank": number + 1, "status": 0}
        ClusterFigureFactory(release=release, stars=[1] * 4, passed=[0] * 4, unjudged=[None] * 4, **values)
        figures.append({"region": region.code, "scheme": "nace", "group": "C29"})
    images = [{"image": picture(name), "caption": "", "credit": ""} for name in ("one", "two", "three")]
    document = Document.objects.create(title="Paper", file=ContentFile(b"words", "paper.txt"))
    return [
        ("text", "<p>Words.</p>"),
        *(("image", image) for image in images),
        ("document", {"document": document, "title": ""}),
        *(("cluster_figure", figure) for figure in figures[:2]),
        ("ranking", {"scheme": "nace", "group": "C29", "rows": 3}),
    ]


@pytest.fixture
def path() -> str:
    RegionFactory(code="DE21", version="2024")
    index = factories.make_news_index(factories.make_home())
    values = {"region_codes": ["DE21"], "groups": [IndustryGroupFactory(code="C29")], "body": full_body()}
    factories.make_news(index, "full", hero_image=picture("hero"), hero_alt="A hero", **values)
    return "/news/full/"


def test_the_fullest_news_item_is_complete(client: Client, path):
    html = client.get(path).content.decode()
    assert_page(client.get(path))
    assert html.count("<img") == 4
    assert html.count("portal-excerpt__title") == 3


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_the_fullest_news_item_stays_within_twelve_queries(
    client: Client, path, is_signed_in, django_assert_max_num_queries
):
    if is_signed_in:
        client.force_login(User.objects.create_user("reader@example.org"))
    client.get(path)
    with django_assert_max_num_queries(12):
        client.get(path)


def test_a_section_with_a_full_introduction_stays_within_twelve_queries(client: Client, django_assert_max_num_queries):
    factories.make_section(factories.make_home(), "excellence", introduction=full_body())
    client.force_login(User.objects.create_user("reader@example.org"))
    client.get("/excellence/")
    with django_assert_max_num_queries(12):
        client.get("/excellence/")
