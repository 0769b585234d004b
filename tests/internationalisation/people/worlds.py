"""Accounts with confirmed addresses, and what the queue sends."""

from contextlib import contextmanager

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from tests.internationalisation.factories import make_user


def confirmed(email: str, **names: str) -> User:
    """An account whose address is confirmed."""
    user = make_user(email)
    for name, value in names.items():
        setattr(user, name, value)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@contextmanager
def mails(capture):
    """The mails that are sent by what happens inside; `capture` is django_capture_on_commit_callbacks."""
    mail.outbox.clear()
    sent: list = []
    with capture(execute=True):
        yield sent
    sent.extend(mail.outbox)


def link_in(message) -> str:
    """The path that a mail leads to."""
    line = next(line for line in message.body.splitlines() if line.startswith("http"))
    return "/" + line.split("/", 3)[3]
