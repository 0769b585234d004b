"""The page of rights is that of the code, and every rule says who may."""

from pathlib import Path

import pytest

from portal.home.rights import PAGE, list_subjects, written

SUBJECTS = {subject.module: subject for subject in list_subjects()}


def test_the_page_of_rights_is_that_of_the_code():
    assert PAGE.read_text() == written(list_subjects()), "Run manage.py write_permissions."


@pytest.mark.parametrize("module", SUBJECTS)
def test_every_rule_says_in_words_who_may(module: str):
    assert SUBJECTS[module].title
    assert [rule.deed for rule in SUBJECTS[module].rules if not rule.who] == []


def test_a_rule_is_read_with_what_it_is_about_and_without_asides(tmp_path: Path):
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "permissions.py").write_text(
        '"""Who may drive."""\n'
        "def check_can_drive(user, car):\n"
        '    """Owners, in daylight. 1 query. Raises PermissionDenied."""\n'
        "def can_drive(user, car):\n"
        "    return True\n"
    )
    (subject,) = list_subjects(tmp_path)
    assert (subject.module, subject.title) == ("portal.permissions", "Who may drive.")
    assert [(rule.deed, rule.about, rule.who) for rule in subject.rules] == [("drive", "car", "Owners, in daylight.")]
