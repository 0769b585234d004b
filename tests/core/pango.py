"""Tests of PDF files need the system's Pango: without it they are skipped, in continuous integration they fail."""

import pytest

from portal.core.setup.system import missing_libraries
from tests.conftest import missing

NO_PANGO = "no Pango on this machine: install libpango-1.0-0 and libpangoft2-1.0-0 (`make test` does where it may)"


def needs_pango() -> list[pytest.MarkDecorator]:
    return [missing(NO_PANGO)] if missing_libraries() else []
