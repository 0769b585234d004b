"""Building the index: what changed is read again, what stands is left alone."""

import pytest
from django.core.management import CommandError, call_command

from portal.core.searching import kind_of, kinds
from portal.home.search.actions import forget_kinds, index_kind, outdated_kinds
from portal.home.search.finding import find
from portal.home.search.models import IndexedKind, SearchEntry
from portal.registry.memory import forget
from portal.registry.models import GroupMember, IndustryGroup, IndustryLabel, Scheme
from tests.editorial.factories import make_home, make_standard
from tests.home.search.factories import make_entry
from tests.observatory.worlds import build_world
from tests.registry.factories import IndustryFactory, RegionFactory

pytestmark = pytest.mark.django_db


def index(*words: str, **options) -> None:
    call_command("index", *words, verbosity=0, **options)


def keys(text: str, language: str = "en", kind: str = "") -> list[str]:
    return [hit.key for hit in find(text, language, kind).hits]


def in_group(code: str, industry: str, **labels: tuple[str, str, str]) -> None:
    group, held = IndustryGroup.objects.get(code=code), IndustryFactory(code=industry)
    GroupMember.objects.create(group=group, industry=held, weight=1)
    for language, (title, includes, excludes) in labels.items():
        texts = {"title": title, "includes": includes, "excludes": excludes}
        IndustryLabel.objects.update_or_create(industry=held, language=language, defaults=texts)


def test_regions_groups_and_statistical_clusters_are_found():
    build_world()
    index()
    assert keys("oberbayern")[0] == "DE21"
    assert keys("motor vehicles")[0] == "nace/C29"
    assert keys("oberbayern motor vehicles", kind="clusters") == ["DE21/nace/C29"]


def test_a_region_is_found_under_every_stored_name_and_under_those_of_the_regions_inside():
    build_world()
    RegionFactory(code="DE212", version="2024", name_latin="München", search_key="munchen|munich")
    index()
    assert keys("munich", kind="regions") == ["DE21"]
    assert keys("DE212", kind="regions") == ["DE21"]


def test_a_group_is_found_through_what_its_classes_include_in_the_language_of_the_reader():
    build_world()
    in_group(
        "C100",
        "C1105",
        en=("Manufacture of beer", "- manufacture of malt liquors", "- manufacture of lemonade, see 11.07"),
        de=("Herstellung von Bier", "- Herstellung von Malzbier", ""),
    )
    index()
    assert keys("beer") == keys("malt liquors") == keys("bier", "de") == keys("Malzbier", "de") == ["nace/C100"]
    assert keys("lemonade") == []
    assert keys("1105") == keys("C1105") == ["nace/C100"]


def test_labels_that_a_language_lacks_are_searched_in_english():
    build_world()
    in_group("C100", "C1105", en=("Manufacture of beer", "", ""))
    index()
    assert keys("beer", "fr") == ["nace/C100"]


def test_groups_of_a_draft_scheme_are_not_found():
    build_world()
    Scheme.everything.update(state=Scheme.State.DRAFT)
    forget()
    index()
    assert keys("motor vehicles", kind="industries") == []


def test_a_second_run_reads_nothing_again():
    build_world()
    index()
    assert outdated_kinds() == []


def test_what_the_release_gave_is_read_again_when_another_is_published():
    world = build_world()
    index()
    world.release.code = "2026-02-02-1"
    world.release.save()
    assert [kind.key for kind in outdated_kinds()] == ["clusters"]


def test_pages_made_behind_the_back_of_the_index_are_found_after_a_run():
    page = make_standard(make_home(), "machines", title="Robots")
    SearchEntry.objects.all().delete()
    IndexedKind.objects.all().delete()
    index()
    assert keys("robots") == [str(page.translation_key)]


def test_an_entry_whose_object_is_gone_goes_with_the_next_run():
    make_entry("ghost", kind=kind_of("news"), title="Ghost")
    index_kind(kind=kind_of("news"))
    assert keys("ghost") == []


def test_a_kind_that_nobody_registers_any_more_is_forgotten():
    IndexedKind.objects.create(kind="former", fingerprint="x")
    SearchEntry.objects.create(
        kind="former", key="x", language="en", title="Former", names="| former |", vector="former"
    )
    assert forget_kinds() == ["former"]
    assert keys("former") == []


def test_without_a_release_there_are_no_clusters_and_no_failure():
    assert index_kind(kind=kind_of("clusters")) == 0


def test_an_unknown_kind_is_refused_with_those_that_are():
    with pytest.raises(CommandError, match=r"There is no kind nonsense\. The kinds are: pages, answers, regions"):
        index("nonsense")


def test_kinds_stand_in_their_order():
    assert [kind.key for kind in kinds()][:5] == ["pages", "answers", "regions", "industries", "organisations"]
