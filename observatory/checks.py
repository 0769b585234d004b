"""System checks of the Observatory's own data files: `manage.py check` says what cannot be meant."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from observatory.questions import BadQuestions, Question, questions
from portal.registry.models import IndustryGroup


@register()
def readable_questions(**kwargs: Any) -> list[CheckMessage]:
    """The file of ready-made questions: every mistake is an error of its own."""
    try:
        questions()
    except BadQuestions as found:
        hint = "Correct observatory/data/questions.toml; observatory/questions.py says what a kind needs."
        return [Error(text, hint=hint, id="observatory.E001") for text in str(found).splitlines()]
    return []


def _readable() -> tuple[Question, ...]:
    """Questions of a file that can be meant; the other check says what is wrong with one that cannot."""
    try:
        return questions()
    except BadQuestions:
        return ()


@register(Tags.database)
def known_groups(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Groups that questions name, against the reference data; asks the database only where checks are run with it."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        if IndustryGroup._meta.db_table not in connections[alias].introspection.table_names():
            continue
        # Before a migration the table may lack what the usual manager asks for.
        known = set(IndustryGroup._base_manager.using(alias).values_list("scheme_id", "code"))
        messages += [
            Error(f"{one.slug}: {one.scheme} has no group {one.group!r}.", id="observatory.E002")
            for one in _readable()
            if known and one.group and (one.scheme, one.group) not in known
        ]
    return messages
