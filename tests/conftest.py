"""What holds for every test: browser tests need a Chromium, tests on official files need PORTAL_SOURCES."""

import gc
import math
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from portal.core import languages, standing
from portal.home.furniture import presenters as furniture
from portal.registry.memory import forget

# Playwright keeps an event loop running in the worker's thread, and Django would refuse the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# No test asserts a time: a busy machine is slow, not wrong.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "no Chromium on this machine: install the package chromium (`make test` does so as root where apt is)"
SERIALIZED: list[str] = []
NO_SOURCES = "PORTAL_SOURCES names no folder with the official files"


def chromium() -> str:
    """Path of the system's Chromium, empty where there is none."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), "")


def sources() -> str:
    folder = os.environ.get("PORTAL_SOURCES", "")
    return folder if folder and Path(folder).is_dir() else ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser") and not chromium():
            item.add_marker(missing(NO_CHROMIUM))
        if item.get_closest_marker("sources") and not sources():
            item.add_marker(pytest.mark.skip(reason=NO_SOURCES))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again and again for garbage costs a tenth of the time."""
    gc.collect()
    gc.freeze()


def missing(reason: str) -> pytest.MarkDecorator:
    """On a developer's machine a reason to skip; in continuous integration a failure."""
    return pytest.mark.fails_in_ci(reason) if os.environ.get("CI") else pytest.mark.skip(reason=reason)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fails_in_ci(reason): what continuous integration must have is missing")


def pytest_runtest_setup(item: pytest.Item) -> None:
    mark = item.get_closest_marker("fails_in_ci")
    if mark:
        pytest.fail(mark.args[0], pytrace=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """What migrations put into the database, kept apart: after Playwright's event loop tests have a new connection."""
    # Django keeps it only where one of the chosen tests asks for it.
    SERIALIZED.append(getattr(connection, "_test_serialized_contents", ""))


@pytest.fixture(autouse=True)
def _no_reference_data_of_another_test() -> None:
    """Reference data is remembered in process; every test starts without."""
    forget()


@pytest.fixture(autouse=True)
def _languages_of_a_new_portal() -> None:
    """So that pages without figures need no database; tests of languages ask it (`languages.forget`)."""
    languages.memory.codes, languages.memory.until = settings.PORTAL_OPEN_AT_FIRST, math.inf


@pytest.fixture(autouse=True)
def _usual_furniture() -> None:
    """Menu and footer that the portal comes with; tests of what editors make of them ask (`standing.forget`)."""
    furniture.memory.rows, standing.memory.until = [], math.inf


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A request leaves its language behind in the thread; every test starts in the default one."""
    translation.activate(settings.LANGUAGE_CODE)


class ByFile(LoadScopeScheduling):
    """One file goes to one worker, and so do all browser tests, which share a portal that takes long to start."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """A test with real transactions empties the database; the next ones need what migrations put there.

    Such a test is marked `serialized_rollback=True`, so that Django does not fill in new content types first.
    """
    try:
        return (yield)
    finally:
        mark = item.get_closest_marker("django_db")
        if nextitem and mark and mark.kwargs.get("serialized_rollback"):
            with item.config.stash[blocking_manager_key].unblock():
                connection.creation.deserialize_db_from_string(SERIALIZED[-1])
