"""Menu, footer and notices as they stand, as a part of the one query that every page shares."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.models import Page

from portal.home.furniture.models import FooterColumn, FooterLink, MenuEntry, MenuLink, Notice

NAME = "furniture"


def question() -> "QuerySet[Any]":
    """Rows of (name, object): shown entries and columns with their links, notices that are not over."""
    menu = _rows(MenuEntry, kind="menu", **_link(), links=_links(MenuLink, "entry"))
    columns = _rows(FooterColumn, kind="column", links=_links(FooterLink, "column"))
    return menu.union(columns, _notices(), all=True)


def _rows(model: type[Model], *, kind: str, **fields: Any) -> "QuerySet[Any]":
    values = JSONObject(kind=Value(kind), pk="pk", position="position", name="name", names="names", **fields)
    return model._default_manager.filter(is_shown=True).order_by().values_list(Value(NAME), values)


def _notices() -> "QuerySet[Any]":
    """Those to come too: they begin while they are remembered."""
    coming = Notice.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now())).order_by()
    plain = ("pk", "name", "names", "text", "level", "address", "starts_at", "ends_at")
    return coming.values_list(Value(NAME), JSONObject(kind=Value("notice"), **{name: F(name) for name in plain}))


def _link() -> dict[str, Any]:
    return {"address": F("address"), "page": F("page_id"), "paths": _paths()}


def _links(model: type[Model], owner: str) -> Any:
    """Links of an entry or a column, in their order."""
    links = model._default_manager.filter(**{owner: OuterRef("pk")}).order_by("sort_order")
    return ArraySubquery(links.values(found=JSONObject(name="name", names="names", **_link())))


def _paths() -> Any:
    """Language and path of the page and its live translations."""
    same = Page.objects.filter(translation_key=OuterRef("page__translation_key"), live=True).order_by()
    return ArraySubquery(same.values(found=JSONObject(language="locale__language_code", path="url_path")))
