"""Tells the floor below where menu, footer and notices come from."""

from portal.core import menu, standing
from portal.home.furniture.presenters import furniture, take
from portal.home.furniture.queries import NAME, question


def register() -> None:
    standing.register(NAME, question, take)
    menu.register(furniture)
