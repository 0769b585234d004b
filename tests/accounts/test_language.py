"""The portal writes to people in the language in which they registered, or in another one that they choose."""

import pytest
from django.test import Client
from django.utils.translation import get_language

from portal.accounts.mails import writing_to
from portal.accounts.models import User
from portal.accounts.personal_data import export_account
from portal.core import languages
from portal.core.models import Language
from tests.accounts.factories import PASSWORD, make_member, sign_in
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db
PAGE = "/account/language/"


@pytest.fixture
def user() -> User:
    user = make_member()
    user.language = "fr"
    user.save()
    return user


@pytest.fixture
def member(client: Client, user) -> Client:
    client.force_login(user)
    return client


def close(code: str) -> None:
    """An administrator takes the language from the public."""
    for position, other in enumerate(["en", "fr", "de"]):
        state = Language.State.PREPARED if other == code else Language.State.OPEN
        Language.objects.create(code=other, state=state, position=position)
    languages.forget()


def language_inside(user: User) -> str | None:
    with writing_to(user):
        return get_language()


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/fr", "fr"), ("/de", "de")])
def test_registering_keeps_the_language_of_the_page(client: Client, prefix, language):
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(f"{prefix}/account/signup/", form)
    assert User.objects.get().language == language


def test_an_account_without_a_language_is_written_to_in_the_default_one():
    assert language_inside(make_member()) == "en"


def test_an_open_language_is_written_in_and_a_closed_one_is_not(user):
    assert language_inside(user) == "fr"
    close("fr")
    assert language_inside(user) == "en"


def test_the_page_offers_the_open_languages_in_their_own_names(member: Client):
    close("de")
    tree = assert_page(member.get(PAGE))
    options = [(option.get("value"), option.get("lang"), option.text) for option in every(tree, "option")]
    assert options == [("en", "en", "English"), ("fr", "fr", "Français")]
    assert [option.get("value") for option in every(tree, "option") if option.get("selected") is not None] == ["fr"]


def test_a_choice_is_kept_said_and_shown_on_the_personal_page(member: Client, user):
    for _click in range(2):
        page = member.post(PAGE, {"language": "de"}, follow=True)
        assert_page(page)
        assert "in this language: Deutsch." in page.content.decode()
    user.refresh_from_db()
    assert user.language == "de"
    assert '<span lang="de">Deutsch</span> <a class="ecl-link" href="/account/language/"' in (
        member.get("/account/").content.decode()
    )


@pytest.mark.parametrize(("language", "words"), [("mt", "Choose one of the list"), ("", "No language is chosen")])
def test_a_language_that_is_not_open_is_refused_in_words(member: Client, user, language, words):
    page = member.post(PAGE, {"language": language})
    assert_page(page)
    assert words in page.content.decode()
    user.refresh_from_db()
    assert user.language == "fr"


def test_nobody_changes_the_language_of_somebody_else(client: Client, user):
    assert client.post(PAGE, {"language": "de"}).headers["Location"] == f"/account/login/?next={PAGE}"
    other = make_member("other@example.org")
    sign_in(client, "other@example.org")
    client.post(PAGE, {"language": "de", "user": user.pk, "pk": user.pk, "email": user.email})
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.language, other.language) == ("fr", "de")


def test_the_page_stays_in_its_own_language(member: Client):
    answer = member.post(f"/fr{PAGE}", {"language": "de"})
    assert answer.headers["Location"] == f"/fr{PAGE}"


def test_the_personal_data_hold_the_language(user):
    assert next(iter(export_account(user)))["language"] == "fr"
