"""Hands one mail to the mail server and says the moment before it can have arrived.

A mail server has a mail from the last line of its text on (RFC 5321, 4.2.5), not before. The portal's SMTP backend
tells us right before it sends that line; of other backends (files in development, memory in tests) all we know is
that it happens inside their `send_messages`.
"""

import smtplib
from collections.abc import Callable
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend as DjangoSmtpBackend

LAST_LINE = b"\r\n.\r\n"
PERMANENT = 500


class Answer(Enum):
    SENT = "sent"
    LATER = "later"
    NEVER = "never"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class _Telling:
    """Mixed into smtplib's connections: calls `before_last_line` when the mail is about to be complete."""

    before_last_line: Callable[[], None] | None = None

    def send(self, data: Any) -> None:
        if self.before_last_line and isinstance(data, bytes) and data.endswith(LAST_LINE):
            self.before_last_line()
        super().send(data)  # type: ignore[misc]  # smtplib's own, whichever class it is mixed into


class TellingSmtp(_Telling, smtplib.SMTP):
    pass


class TellingSmtpSsl(_Telling, smtplib.SMTP_SSL):
    pass


class EmailBackend(DjangoSmtpBackend):
    """Django's, whose connection tells."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return TellingSmtpSsl if self.use_ssl else TellingSmtp


class Post:
    """One connection to the mail server for many mails; a context manager."""

    def __init__(self) -> None:
        self.backend: Any = get_connection()

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_error: object) -> None:
        self.backend.close()

    def hand_over(self, mail: EmailMessage, before: Callable[[], None]) -> tuple[Answer, str]:
        """Send the mail; `before` is called when it can no longer be held back. The answer, and the problem's words.

        Servers take so many mails a connection: one that was used before is opened anew before we call it unreachable.
        """
        is_used = getattr(self.backend, "connection", None) is not None
        answer = self._try(mail, before)
        return self._try(mail, before) if is_used and answer[0] is Answer.UNREACHABLE else answer

    def _try(self, mail: EmailMessage, before: Callable[[], None]) -> tuple[Answer, str]:
        is_handed = False

        def handed() -> None:
            nonlocal is_handed
            before()
            is_handed = True

        try:
            self._send(mail, handed)
        except smtplib.SMTPException as problem:
            self._start_anew()
            return _answer_of(problem, is_handed), str(problem)
        except OSError as problem:
            self._start_anew()
            return (Answer.UNKNOWN if is_handed else Answer.UNREACHABLE), str(problem)
        return Answer.SENT, ""

    def _send(self, mail: EmailMessage, handed: Callable[[], None]) -> None:
        self.backend.open()
        connection = getattr(self.backend, "connection", None)
        if isinstance(connection, _Telling):
            connection.before_last_line = handed
        else:
            handed()
        self.backend.send_messages([mail])

    def _start_anew(self) -> None:
        try:
            self.backend.close()
        except (OSError, smtplib.SMTPException):
            self.backend.connection = None


def _answer_of(problem: smtplib.SMTPException, is_handed: bool) -> Answer:
    """A server that says no does not have the mail, whenever it says so; one that falls silent may have it."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return Answer.NEVER if all(code >= PERMANENT for code in codes) else Answer.LATER
    if isinstance(problem, smtplib.SMTPDataError):
        return Answer.NEVER if problem.smtp_code >= PERMANENT else Answer.LATER
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return Answer.NEVER
    return Answer.UNKNOWN if is_handed else Answer.UNREACHABLE
