"""What an open form knows of its beginning: who opened it, and the values that it showed, signed.

The signature also says that the words come from a page that this account was given: the form is accepted after its
session ended and another one began, where Django's own token no longer fits.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core import signing

from internationalisation.editing.values import Values

SALT = "internationalisation.editing.opening"
FIELD = "opened"


class NotOpened(Exception):
    """The form was not opened by this account on this page, or its seal is broken."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`form` names the form, `place` the page (an organisation's key and step), `values` what it began from."""

    user_pk: int
    place: str
    values: Values
    form: UUID

    def sealed(self) -> str:
        return signing.dumps([self.user_pk, self.place, self.values, str(self.form)], salt=SALT, compress=True)


def opened_by(user: Any, place: str, values: Values | None = None) -> Opening:
    """A form that is shown for the first time."""
    return Opening(user.pk, place, values or {}, uuid4())


def read_opening(text: str) -> Opening:
    """Raises NotOpened where the seal is broken."""
    try:
        user_pk, place, values, form = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise NotOpened from error
    return Opening(user_pk, place, values, UUID(form))


def check_opening(text: str, user: Any, place: str) -> Opening:
    """The opening of a form that this user sends from this page. Raises NotOpened."""
    opening = read_opening(text)
    if (opening.user_pk, opening.place) != (user.pk, place):
        raise NotOpened
    return opening
