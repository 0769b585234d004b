"""The roof's entries on the editors' desk."""

from portal.home.search import hooks as search_hooks  # noqa: F401 (importing it registers its hooks)
