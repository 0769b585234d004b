"""Sort keys and folded names."""

import pytest

from portal.registry.names import fold, local_sort_key, sort_key


def test_names_are_ordered_as_readers_expect():
    names = ["Zürich", "Ávila", "Österreich", "Avila", "Øst", "Århus", "zug", "Bayern"]
    assert sorted(names, key=sort_key) == ["Århus", "Avila", "Ávila", "Bayern", "Øst", "Österreich", "zug", "Zürich"]


def test_capitals_and_accents_matter_less_than_letters():
    assert sort_key("Évora") < sort_key("Faro")
    assert sort_key("porto") < sort_key("Pórtugal")


def test_sort_keys_are_bytes_of_two_a_weight():
    assert isinstance(sort_key("Łódź"), bytes)
    assert len(sort_key("Łódź")) % 2 == 0


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Île-de-France", "ile de france"),
        ("Αττική", "attiki"),
        ("Łódzkie", "lodzkie"),
        ("  Prov. Liège ", "prov liege"),
        ("Côte d’Azur", "cote d azur"),
    ],
)
def test_names_fold_to_plain_letters(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Ähtäri", "Åland", "Czechia", "Öland", "Zagreb"]),
        ("sv", ["Czechia", "Zagreb", "Åland", "Ähtäri", "Öland"]),
        ("da", ["Zagreb", "Æbeltoft", "Øresund", "Århus"]),
        ("de", ["Algerien", "Österreich", "Polen", "Zypern"]),
        ("cs", ["Cyprus", "Česko", "Dánsko"]),
        ("es", ["Nueva", "Ñuñoa", "Oslo"]),
        ("et", ["Soome", "Šveits", "Zagreb", "Taani", "Õhne", "Ühendkuningriik"]),
        ("hu", ["Olaszország", "Ököritó", "Portugália"]),
        ("pl", ["Luksemburg", "Łotwa", "Malta"]),
        ("fr", ["Allemagne", "Érythrée", "Espagne"]),
    ],
)
def test_translated_names_stand_in_the_order_of_their_language(language, ordered):
    assert sorted(set(ordered), key=lambda name: local_sort_key(name, language)) == ordered
