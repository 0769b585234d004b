import pytest
from django.test import Client

from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db


def test_a_region_page_says_its_clusters_in_one_sentence(client: Client):
    build_world()
    response = client.get("/observatory/regions/DE21/")
    assert response.status_code == 200
    html = response.content.decode()
    assert (
        "Oberbayern: 1 statistical cluster in 2014; strongest: Manufacture of motor vehicles – "
        "104,228 persons employed, 2.94 times the EU-27 share."
    ) in html
