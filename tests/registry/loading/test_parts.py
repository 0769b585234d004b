"""Parts of the reference data: loaded once, whole or not at all."""

import pytest
from django.core.management import CommandError, call_command

from portal.registry.loading.changes import CHANGES_FILE
from portal.registry.loading.parts import Part, all_parts, bring_up_to_date
from portal.registry.loading.records import LoadRefused
from portal.registry.loading.spelling import NAMES_FILE
from portal.registry.models import Country, ReferencePart, Scheme
from tests.registry.factories import CountryFactory, IndustryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(tmp_path):
    file = tmp_path / "input.txt"
    file.write_text("first", encoding="utf-8")
    calls = []

    def load() -> str:
        calls.append(file.read_text(encoding="utf-8"))
        return "one thing"

    return Part("thing", (file,), load), file, calls


def test_a_part_is_loaded_once(part):
    thing, _, calls = part
    assert [bring_up_to_date(thing), bring_up_to_date(thing)] == ["one thing", ""]
    assert calls == ["first"]


def test_a_changed_file_is_loaded_again(part):
    thing, file, calls = part
    bring_up_to_date(thing)
    file.write_text("second", encoding="utf-8")
    bring_up_to_date(thing)
    assert calls == ["first", "second"]


def test_loading_can_be_forced(part):
    thing, _, calls = part
    bring_up_to_date(thing)
    bring_up_to_date(thing, again=True)
    assert len(calls) == 2


def test_a_part_that_fails_leaves_nothing_behind(part):
    _, file, _ = part

    def load() -> str:
        CountryFactory(code="FR")
        raise LoadRefused(["row 7: nonsense."])

    with pytest.raises(LoadRefused):
        bring_up_to_date(Part("broken", (file,), load))
    assert not Country.objects.exists()
    assert not ReferencePart.objects.exists()


def test_better_spellings_and_changes_of_codes_load_the_regions_anew():
    (regions,) = (part for part in all_parts(["en"]) if part.name == "regions")
    assert {NAMES_FILE, CHANGES_FILE} <= set(regions.files)


def test_missing_files_are_named(part, tmp_path):
    thing, _, _ = part
    missing = Part("thing", (tmp_path / "nowhere.json",), thing.load)
    with pytest.raises(LoadRefused, match=r"nowhere\.json missing; `make run` fetches the reference packages"):
        bring_up_to_date(missing)


def test_countries_come_from_the_projects_file(capsys):
    call_command("load_registry", only="countries")
    assert Country.objects.filter(membership="eu27").count() == 27
    assert Country.objects.get(code="EL").iso_code == "GR"
    assert "UNSCR 1244" in Country.objects.get(code="XK").footnote
    assert list(Country.objects.values_list("code", flat=True)[:4]) == ["BE", "BG", "CZ", "DK"]
    call_command("load_registry", only="countries")
    assert "nothing to do" in capsys.readouterr().out


def test_a_refused_part_is_a_plain_message(settings, tmp_path):
    settings.PACKAGES_DIR = tmp_path
    with pytest.raises(CommandError, match=r"postcodes not loaded:\n.*nuts\.db missing"):
        call_command("load_registry", only="postcodes")


def test_a_scheme_of_ones_own_is_loaded_from_its_file(tmp_path):
    IndustryFactory(code="C29")
    file = tmp_path / "own.toml"
    file.write_text(
        'code = "own"\nname = "Own"\ndescription = "Own."\nsource = "own"\ncomposition = "indicative"\nposition = 9\n'
        '[[group]]\ncode = "cars"\nname = "Cars"\nmembers = { C29 = 1.0 }\n',
        encoding="utf-8",
    )
    call_command("load_scheme", str(file))
    assert Scheme.objects.get(code="own").groups.get().members.get().weight == 1.0


def test_the_form_for_categories_without_a_public_composition_invents_none(settings):
    template = settings.BASE_DIR / "portal/registry/data/schemes/templates/exporting.toml"
    with pytest.raises(CommandError, match="group category has no members"):
        call_command("load_scheme", str(template))
    assert not Scheme.objects.exists()
