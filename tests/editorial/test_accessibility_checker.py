"""Wagtail's accessibility checker looks at what editors write, in the preview beside the editor."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.editorial import factories

pytestmark = pytest.mark.django_db


def test_the_preview_of_a_page_is_checked(client: Client):
    client.force_login(User.objects.create_superuser("editor@example.org", "a-long-password"))
    page = factories.make_standard(factories.make_home())
    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "data-wagtail-userbar" in html
    assert "checker-axe-configuration" in html


def test_a_published_page_loads_nothing_of_it(client: Client):
    factories.make_standard(factories.make_home())
    assert "userbar" not in client.get("/about/").content.decode()
