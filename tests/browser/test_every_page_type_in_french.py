"""Every page type in French at the wide width."""

import pytest

from tests.browser.conftest import WIDE
from tests.browser.test_every_page_type import TYPES, look_at


@pytest.mark.parametrize("address", TYPES.values(), ids=TYPES.keys())
def test_a_page_in_french_is_accessible_complete_and_fits(narrow_page, portal, address):
    look_at(narrow_page, portal, f"/fr{address}", loaded_at=(WIDE,))
