from observatory.maps.spec import Box
from observatory.maps.text import text_lines, wrapped


def test_no_line_is_longer_than_the_width_allows():
    lines = wrapped("one two three four five six seven", 60, 10)
    assert all(len(line) <= 11 for line in lines)
    assert " ".join(lines) == "one two three four five six seven"


def test_a_word_longer_than_the_width_stands_on_its_own_line():
    assert wrapped("a Donaudampfschifffahrtsgesellschaft b", 50, 10) == ("a", "Donaudampfschifffahrtsgesellschaft", "b")


def test_text_is_escaped():
    assert "&lt;b&gt; &amp;" in text_lines(("<b> &",), 0, 0, 10)


def test_a_small_box_grows_about_its_centre():
    assert Box(100, 100, 10, 20).at_least(50) == Box(80, 85, 50, 50)


def test_a_tall_box_becomes_a_square():
    assert Box(0, 0, 100, 300).at_least_as_wide_as_high() == Box(-100, 0, 300, 300)


def test_a_wide_box_stays():
    assert Box(0, 0, 300, 100).at_least_as_wide_as_high() == Box(0, 0, 300, 100)
