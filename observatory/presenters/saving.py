"""What a page offers to keep in a reader's account: `components/save_view.html` shows it."""

from urllib.parse import urlencode

from portal.accounts.models import SavedView
from portal.core.page import SaveView

LONGEST_TITLE = 200


def save_view(kind: SavedView.Kind, title: str, address: str, **named: str) -> SaveView:
    """The page at its canonical `address`; `named` are parts of its path, such as the code of a region."""
    _path, _mark, query = address.partition("?")
    parts = (urlencode(named), query)
    return SaveView(kind.value, "&".join(part for part in parts if part), title[:LONGEST_TITLE], address)
