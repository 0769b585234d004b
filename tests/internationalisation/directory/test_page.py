"""The page of the directory: its address, its words, its form, its map, and what it costs."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image, Rendition

from internationalisation.demonstration.places import words
from internationalisation.directory.actions import refresh_entries
from internationalisation.directory.queries.results import LOGO
from portal.registry.memory import forget
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.directory.worlds import make_groups, make_places, organisation
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every
from tests.worlds import shared

MOST_QUERIES = 12


def build() -> None:
    make_places()
    make_groups()
    build_world()
    organisation("Auto", "DE212", groups=["nace:C29"], technologies=["robotics"], members_total=50)
    organisation(
        "Bakers", "DE214", groups=["nace:C10"], acronym="BKS", description="Brot für alle.", text_language="de"
    )
    organisation("Danube", "AT130", groups=["nace:C29"], standing="emerging")
    organisation("Eagle", country="US")


world = shared(build)
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


def texts(tree, tag: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in every(tree, tag)]


@pytest.mark.parametrize("query", ["", "view=cards", "view=map", "country=DE&view=map", "region=DE2", "near=DE3"])
def test_every_view_is_a_whole_page(client: Client, query):
    tree = assert_page(client.get(f"/clusters/?{query}" if query else "/clusters/"))
    assert texts(tree, "h1") == ["Cluster organisations"]
    assert any("Auto" in text for text in texts(tree, "a")) or "view=map" in query


def test_the_first_sentence_says_how_many_and_where(client: Client):
    text = client.get("/clusters/").content.decode()
    assert "4 cluster organisations in 3 countries; most of them: Germany, 2." in text
    assert "1 cluster organisation in one country: Austria." in client.get("/clusters/?country=AT").content.decode()
    assert "Bayern: 2 cluster organisations." in client.get("/clusters/?region=DE2").content.decode()


def test_every_option_says_how_many_it_leaves(client: Client):
    options = texts(assert_page(client.get("/clusters/?country=DE")), "label")
    assert "Germany 2" in options
    assert "United States 1" in options
    assert any(option.startswith("C29") and option.endswith(" 1") for option in options)
    assert "All of Germany 2" in options
    assert "Bayern 2" in options or "München 1" in options


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("group=nace:C29&country=DE&q=", "country=DE&group=nace:C29"),
        ("country=DE&country=AT", "country=AT&country=DE"),
        ("country=DE&region=DE2", "region=DE2"),
        ("view=list&page=1&sort=name", ""),
        ("country=at", "country=AT"),
        ("q=++auto+", "q=auto"),
    ],
)
def test_an_address_in_another_order_leads_to_the_canonical_one(client: Client, sent, kept):
    response = client.get(f"/clusters/?{sent}")
    assert response.status_code == 302
    assert response.headers["Location"] == (f"/clusters/?{kept}" if kept else "/clusters/")
    assert client.get(response.headers["Location"]).status_code == 200


def test_foreign_parameters_are_left_alone(client: Client):
    tree = assert_page(client.get("/clusters/?utm_source=mail"))
    canonical = next(link.get("href") for link in every(tree, "link") if link.get("rel") == "canonical")
    assert canonical.endswith("/clusters/")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("country=XX", 400),
        ("group=nace:Z99", 400),
        ("technology=magic", 400),
        ("view=globe", 400),
        ("sort=relevance", 400),  # of which words?
        ("page=0", 400),
        ("page=²", 400),
        ("status=draft", 400),
        ("near=QQ", 400),
        ("region=DE2&region=DE3", 400),
        ("page=99", 404),
    ],
)
def test_what_cannot_be_is_said_in_plain_words(client: Client, query, status):
    response = client.get(f"/clusters/?{query}")
    assert response.status_code == status
    assert b"<h1" in response.content


def test_nothing_found_says_which_choice_to_drop(client: Client):
    tree = assert_page(client.get("/clusters/?country=AT&technology=robotics"))
    links = texts(tree, "a")
    assert "Without “Country: Austria”: 1 organisation" in links
    assert "Without “Technology: Robotics”: 1 organisation" in links


def test_a_text_in_another_language_is_marked(client: Client):
    marked = [element for element in every(assert_page(client.get("/clusters/")), "p") if element.get("lang") == "de"]
    assert ["".join(element.itertext()) for element in marked] == ["Brot für alle."]


def test_the_map_opens_countries_and_names_what_lies_beyond(client: Client):
    tree = assert_page(client.get("/clusters/?view=map"))
    links = {text: element.get("href") for element, text in zip(every(tree, "a"), texts(tree, "a"), strict=True)}
    assert links["Germany: 2 organisations"] == "/clusters/?country=DE&view=map"
    assert links["United States: 1 organisation"] == "/clusters/?country=US&view=map"
    assert client.get("/clusters/land/DE.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.get("/clusters/land/XX.svg").status_code == 404


def test_real_and_demonstration_organisations_are_told_apart(client: Client):
    organisation("Invented", is_demonstration=True)
    text = client.get("/clusters/").content.decode()
    assert "Invented" not in text.replace("invented", "")
    assert "Not counted: 1 invented organisation." in text
    shown = client.get("/clusters/?demonstration=1").content.decode()
    assert "Auto" not in shown
    assert "These organisations are invented" in shown


def test_the_excerpt_of_an_example_does_not_repeat_that_it_is_one(client: Client):
    organisation("Invented", is_demonstration=True, description=f"{words()['notice']}\n\nThe members make bread.")
    texts = [row.summary for row in client.get("/clusters/?demonstration=1").context["rows"]]
    assert texts == ["The members make bread."]


def _give_logo(one: ClusterOrganisation) -> None:
    """With its small picture, and without files."""
    (logo,) = Image.objects.bulk_create([Image(title="Logo", file="logo.png", width=400, height=100)])
    Rendition.objects.bulk_create([Rendition(image=logo, filter_spec=LOGO, file="small.png", width=160, height=40)])
    ClusterOrganisation.objects.filter(pk=one.pk).update(logo=logo)


def test_a_logo_stands_beside_the_name_and_says_nothing_twice(client: Client):
    _give_logo(ClusterOrganisation.objects.get(name="Auto"))
    for view in ("", "?view=cards"):
        (picture,) = every(assert_page(client.get(f"/clusters/{view}")), "img")
        assert (picture.get("alt"), picture.get("loading")) == ("", "lazy")
        assert picture.get("src").endswith("small.png")


def test_a_page_asks_the_database_as_often_for_many_organisations_as_for_few(client: Client):
    _copies(ClusterOrganisation.objects.get(name="Auto"), 21)  # fewer are listed under the map, too
    few = _queries(client)
    _copies(ClusterOrganisation.objects.get(name="Auto"), 300)
    many = _queries(client)
    assert many == few
    assert max(many) <= MOST_QUERIES


def _copies(one: ClusterOrganisation, count: int) -> None:
    """Written at once, as an import does."""
    made = [ClusterOrganisation(**_fields(one) | {"name": f"Many {number}"}) for number in range(count)]
    refresh_entries(keys=[copy.pk for copy in ClusterOrganisation.objects.bulk_create(made)])


def _fields(one: ClusterOrganisation) -> dict[str, object]:
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if not field.primary_key}


def _queries(client: Client) -> list[int]:
    """Of a process that starts with each page."""
    counts = []
    for address in (
        "/clusters/",
        "/clusters/?q=auto&country=DE&technology=robotics&open=yes",
        "/clusters/?view=map",
        "/clusters/?country=DE&view=map",
        "/clusters/near/?place=DE212",
        "/clusters/near/?q=80331",
    ):
        forget()
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    return counts
