"""Changes of two people brought together: nothing is lost, and what clashes is named."""

from internationalisation.editing.merging import merge


def row(key: str, name: str) -> dict:
    return {"key": key, "name": name, "country": "DE", "website": ""}


def merged(base, mine, theirs, name="name"):
    return merge(base={name: base}, mine={name: mine}, theirs={name: theirs})


def test_what_nobody_changed_stays():
    assert merged("a", "a", "a").changes == {}


def test_a_field_that_only_the_other_one_changed_is_left_as_it_is():
    assert merged("a", "a", "b").changes == {}


def test_a_field_that_only_i_changed_is_written():
    assert merged("a", "b", "a").changes == {"name": "b"}


def test_the_same_change_by_both_is_no_conflict():
    assert merged("a", "b", "b") == merged("a", "a", "a")


def test_different_changes_of_a_text_clash():
    assert merged("a", "b", "c").conflicts == ("name",)


def test_codes_that_both_chose_come_together():
    answer = merged(["x", "y"], ["x", "z"], ["w", "x", "y"], name="services")
    assert (answer.changes, answer.conflicts) == ({"services": ["w", "x", "z"]}, ())


def test_rows_that_both_added_come_together():
    answer = merged([row("1", "A")], [row("1", "A"), row("2", "B")], [row("1", "A"), row("3", "C")], name="partners")
    assert [one["name"] for one in answer.changes["partners"]] == ["A", "C", "B"]


def test_a_row_that_one_changed_and_the_other_removed_clashes():
    answer = merged([row("1", "A")], [row("1", "B")], [], name="partners")
    assert answer.conflicts == ("partners",)


def test_a_row_that_one_removed_and_nobody_changed_goes():
    answer = merged([row("1", "A"), row("2", "B")], [row("2", "B")], [row("1", "A"), row("2", "C")], name="partners")
    assert [one["name"] for one in answer.changes["partners"]] == ["C"]
