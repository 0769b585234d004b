"""The roof's entries on the editors' desk."""

from portal.home.furniture import hooks as furniture_hooks  # noqa: F401 (importing it registers its hooks)
from portal.home.search import hooks as search_hooks  # noqa: F401 (importing it registers its hooks)
