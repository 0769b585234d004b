"""One world for all tests of a file: built once, and taken back after the last of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from portal.registry.memory import forget


def shared(build: Callable[[], Any]) -> Any:
    """A fixture of the file that holds what `build` returns. Each test's own changes are rolled back, as everywhere.

    The objects are the same for all tests: one that changes them takes a copy (`copy.deepcopy`). A file with tests
    of real transactions cannot have such a world: they would empty it.
    """

    @pytest.fixture(scope="module")
    def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with django_db_blocker.unblock(), transaction.atomic():
            forget()
            yield build()
            transaction.set_rollback(True)

    return world
