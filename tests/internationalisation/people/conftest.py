import pytest

from tests.internationalisation.people.worlds import mails


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """`with sent() as messages`: the mails of what happens inside, as the queue sends them."""
    return lambda: mails(django_capture_on_commit_callbacks)
