import pytest

from portal.core import panels
from portal.core.panels import About, Panel, Subject


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch):
    monkeypatch.setattr(panels, "_providers", {})


def provider(key):
    return lambda about, viewer: Panel(key=key, title=f"{key} {about.country_code}", count=0, rows=())


def test_panels_stand_in_the_declared_order_whatever_the_order_of_registration():
    for key in ("news", "calls", "events"):
        panels.register(Subject.PLACE, key, provider(key))
    shown = panels.panels_for(Subject.PLACE, About(country_code="DE"), viewer=None)
    assert [panel.title for panel in shown] == ["calls DE", "events DE", "news DE"]


def test_a_subject_shows_only_its_own_panels():
    panels.register(Subject.PLACE, "news", provider("news"))
    assert panels.panels_for(Subject.ORGANISATION, About(), viewer=None) == []


def test_an_unknown_panel_is_refused():
    with pytest.raises(ValueError, match="weather"):
        panels.register(Subject.PLACE, "weather", provider("weather"))
