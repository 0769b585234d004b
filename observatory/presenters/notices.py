"""Sentences that a reader must meet before the figures."""

from dataclasses import dataclass

from portal.core.page import Link


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind` as the notification component knows it: info, success, warning or error."""

    kind: str
    title: str
    text: str
    links: tuple[Link, ...] = ()
