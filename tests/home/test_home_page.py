import pytest
from django.test import Client
from django.utils import timezone

from observatory.models import RegionClusters
from tests.editorial import factories
from tests.editorial.videos.factories import make_video, make_videos
from tests.observatory.factories import CurrentReleaseFactory
from tests.pages import assert_page, every
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


def count_clusters(release, code="DE21", **counts):
    return RegionClusters.objects.create(
        release=release,
        area="eu27",
        rules="three-stars",
        scheme=IndustryGroupFactory().scheme,
        region=RegionFactory(code=code),
        year=2014,
        judged=10,
        **{"one_star": 0, "two_stars": 0, "three_stars": 0, "persons_in_clusters": 1000.0, **counts},
    )


def text_of(tree) -> str:
    return " ".join(" ".join(part.split()) for part in tree.itertext())


def test_before_the_first_release_the_page_says_so(client: Client, home):
    tree = assert_page(client.get("/"))
    assert "No statistics are published yet" in text_of(tree)


def test_the_headline_says_clusters_stars_and_year(client: Client, home):
    release = CurrentReleaseFactory().release
    count_clusters(release, one_star=5, two_stars=3, three_stars=2)
    tree = assert_page(client.get("/"))
    expected = "EU-27 in 2014, the latest complete year in this release: 10 statistical clusters, 2 of them with three"
    assert expected in text_of(tree)
    assert release.code in text_of(tree)


def test_countries_are_not_counted_on_top_of_their_regions(client: Client, home):
    release = CurrentReleaseFactory().release
    count_clusters(release, one_star=5)
    count_clusters(release, "DE", one_star=5)
    assert "5 statistical clusters" in text_of(assert_page(client.get("/")))


def test_demonstration_figures_are_marked(client: Client, home):
    release = CurrentReleaseFactory(release__is_demonstration=True).release
    count_clusters(release, one_star=1)
    assert "Demonstration figures, not official statistics" in client.get("/").content.decode()


def test_persons_employed_that_nobody_published_are_not_shown_as_zero(client: Client, home):
    count_clusters(CurrentReleaseFactory().release, one_star=1, persons_in_clusters=None)
    tree = assert_page(client.get("/"))
    values = [element.text for element in every(tree, "dd") if "value" in (element.get("class") or "")]
    assert "–" in [value.strip() for value in values if value]


def test_visitors_can_look_for_their_region(client: Client, home):
    tree = assert_page(client.get("/"))
    actions = [form.get("action") for form in every(tree, "form")]
    assert "/search/" in actions


def test_the_four_sections_latest_news_and_next_events_stand_on_the_page(client: Client, home):
    factories.make_news(factories.make_news_index(home), "fresh")
    factories.make_event(factories.make_event_index(home), "ahead")
    html = client.get("/").content.decode()
    addresses = ["/observatory/", "/excellence/", "/internationalisation/", "/emerging/", "/news/fresh/"]
    for address in [*addresses, "/events/ahead/"]:
        assert f'href="{address}"' in html


def test_an_editor_shows_the_latest_videos_where_there_are_any(client: Client, home):
    home.body.append(("videos", {"title": "", "count": 3}))
    home.save()
    assert "Latest videos" not in text_of(assert_page(client.get("/")))
    make_video(make_videos(home), "robots-at-work")
    text = text_of(assert_page(client.get("/")))
    assert "Latest videos" in text
    assert "Robots at work" in text


def test_the_home_page_costs_the_same_for_few_and_many(client: Client, home, django_assert_max_num_queries):
    release = CurrentReleaseFactory().release
    news, events = factories.make_news_index(home), factories.make_event_index(home)

    def grow(first, last):
        for number in range(first, last):
            factories.make_news(news, f"news-{number}")
            factories.make_event(events, f"event-{number}", in_days=number + 1)
            count_clusters(release, f"DE{number:02}", one_star=1)

    grow(0, 3)
    client.get("/")
    with django_assert_max_num_queries(12) as few:
        client.get("/")
    grow(3, 60)
    with django_assert_max_num_queries(12) as many:
        client.get("/")
    assert len(few) == len(many)


def test_the_small_map_has_an_address_of_its_own_that_browsers_keep(client: Client):
    release = CurrentReleaseFactory(release__first_published_at=timezone.now()).release
    count_clusters(release, one_star=1)
    response = client.get(f"/map.svg?release={release.code}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert b"style=" not in response.content
    again = client.get(f"/map.svg?release={release.code}", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


def test_there_is_no_map_before_the_first_release(client: Client):
    assert client.get("/map.svg").status_code == 404
