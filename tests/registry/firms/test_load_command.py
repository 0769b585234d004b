"""The command tells what it found and writes it down."""

import pytest
from django.core.management import CommandError, call_command

from portal.registry.models import Firm
from tests.registry.firms.lists import make_world, write

pytestmark = pytest.mark.django_db

TITLES = ("id", "name", "country")


@pytest.fixture(autouse=True)
def world():
    make_world()


def test_it_says_what_was_stored_and_how_regions_were_found(tmp_path, capsys):
    call_command("load_firms", write(tmp_path, TITLES, (1, "A", "DE")), source="chamber")

    told = capsys.readouterr().out
    assert "1 rows, 1 firms stored: 1 enterprise. Regions found 1 by nothing." in told
    assert Firm.objects.get().source == "chamber"


def test_faults_end_it_and_stand_in_the_report(tmp_path, capsys):
    path, report = write(tmp_path, TITLES, (1, "=A", "DE")), tmp_path / "report.csv"

    with pytest.raises(CommandError, match="Nothing loaded: 1 faults"):
        call_command("load_firms", path, source="chamber", report=report)

    assert "FAULT  row 2, column name" in capsys.readouterr().out
    assert report.read_text().splitlines()[0] == "row,column,kind,finding"
    assert report.read_text().splitlines()[1].startswith("2,name,fault,begins as a formula")


@pytest.mark.parametrize(("options", "words"), [({}, "--source"), ({"profile": "none", "source": "x"}, "no profile")])
def test_it_says_what_is_missing(tmp_path, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("load_firms", write(tmp_path, TITLES), **options)
