"""Pages of editing cost the same for one row and for many, and at most twelve queries."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internationalisation.editing.steps import BY_KEY
from portal.registry.memory import forget
from portal.registry.models import ContactPerson
from tests.internationalisation.editing.pages import step_url

pytestmark = pytest.mark.django_db
MOST = 12


def queries(client, address: str) -> int:
    forget()
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize("key", [*BY_KEY, "check"])
def test_a_step_costs_few_queries_however_many_rows(ada, organisation, key):
    organisation.save_revision()
    ContentType.objects.get_for_models(type(organisation))
    few = queries(ada, step_url(organisation, key))
    organisation.contacts = [ContactPerson(name=f"Person {number}") for number in range(40)]
    organisation.save()
    organisation.save_revision()
    assert few <= MOST
    assert queries(ada, step_url(organisation, key)) <= few


def test_the_history_costs_the_same_for_three_and_for_thirty_revisions(ada, organisation):
    address = reverse("internationalisation:history", args=[organisation.pk])
    for _number in range(3):
        organisation.save_revision(user=ada.user)
    few = queries(ada, address)
    for _number in range(30):
        organisation.save_revision(user=ada.user)
    assert queries(ada, address) == few <= MOST
