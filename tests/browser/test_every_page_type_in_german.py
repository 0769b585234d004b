"""Every page type in German at the narrow width."""

import pytest

from tests.browser.conftest import NARROW
from tests.browser.test_every_page_type import TYPES, look_at


@pytest.mark.parametrize("address", TYPES.values(), ids=TYPES.keys())
def test_a_page_in_german_is_accessible_complete_and_fits(narrow_page, portal, address):
    look_at(narrow_page, portal, f"/de{address}", loaded_at=(NARROW,))
