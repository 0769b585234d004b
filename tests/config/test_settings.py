"""Settings come from the environment alone; what is missing is named with the sentence that mends it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.config.settings import env
from portal.core.setup.commands import PRODUCTION

PROJECT = Path(__file__).resolve().parents[2]


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_settings_pass_the_deployment_checks_without_a_warning():
    done = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "PORTAL_HOSTS", "PORTAL_BASE_URL"])
def test_a_missing_variable_stops_production_with_the_mending_sentence(name):
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    done = manage("check", **variables)
    assert done.returncode != 0
    assert f"Set the environment variable {name}." in done.stderr


def test_an_unset_text_takes_its_default(monkeypatch):
    monkeypatch.delenv("PORTAL_TRIAL", raising=False)
    assert env.text("PORTAL_TRIAL", "default") == "default"


def test_a_missing_text_without_default_is_named_with_its_hint(monkeypatch):
    monkeypatch.delenv("PORTAL_TRIAL", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"Set the environment variable PORTAL_TRIAL\. Like this\."):
        env.text("PORTAL_TRIAL", hint="Like this.")


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("yes", True), ("On", True), ("0", False), ("no", False)])
def test_flags(monkeypatch, said, meant):
    monkeypatch.setenv("PORTAL_TRIAL", said)
    assert env.flag("PORTAL_TRIAL") is meant


def test_items_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("PORTAL_TRIAL", "a.eu, b.eu,")
    assert env.items("PORTAL_TRIAL") == ["a.eu", "b.eu"]


def test_a_number_that_is_none_is_refused_in_plain_words(monkeypatch):
    monkeypatch.setenv("PORTAL_TRIAL", "many")
    with pytest.raises(ImproperlyConfigured, match="PORTAL_TRIAL is a whole number, not “many”"):
        env.number("PORTAL_TRIAL", 1)
