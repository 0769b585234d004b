"""Writes what a portal explains of itself, once: glossary, questions with answers, pages that the law asks for."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from observatory.models import CountryPolicy
from portal.editorial.models import (
    AccessibilityPage,
    ContactPage,
    CookiesPage,
    FaqPage,
    GlossaryTerm,
    PrivacyPage,
    ProcessingPage,
    StandardPage,
)
from portal.home.models import HomePage
from portal.registry.models import Country

FILE = Path(__file__).with_name("data") / "reference.toml"
LANGUAGES = ("fr", "de")
POLICY_BLOCKS = {"programmes": "programme", "bodies": "body"}
KINDS: dict[str, type[Page]] = {"cookies": CookiesPage, "contact": ContactPage}


@transaction.atomic
def prepare_reference() -> int:
    """Terms and pages of a portal whose glossary has no term at all; how many there are. Else 0: they are the editors'.

    A page that stands at the address already stays, unless it is the portal's own first text that nobody has edited.
    """
    home = HomePage.objects.order_by("depth", "pk").first()
    if home is None or GlossaryTerm.objects.exists():
        return 0
    with FILE.open("rb") as file:
        content = tomllib.load(file)
    terms = sum(_make_term(term) for term in content["term"])
    pages = (_faq(content["faq"]), _accessibility(content["accessibility"]))
    pages += tuple(kind(**_words(content[name])) for name, kind in KINDS.items())
    made = sum(_place(home, page) for page in pages)
    policies = sum(_make_policy(policy) for policy in content["policy"])
    return terms + made + policies + _make_privacy(home, content["privacy"])


def _make_term(content: dict[str, Any]) -> int:
    """The term in English and in the other languages that it is written in."""
    original = _term(content, "en", slug=slugify(content["term"]), is_linked=not content.get("unlinked", False))
    for language in LANGUAGES:
        if language in content:
            shared = {"slug": original.slug, "is_linked": original.is_linked, "source_url": original.source_url}
            _term(content[language], language, translation_key=original.translation_key, **shared)
    return 1


def _term(content: dict[str, Any], language: str, **fields: Any) -> GlossaryTerm:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    texts = {name: content[name] for name in ("term", "definition", "source", "source_url") if name in content}
    forms = "\n".join(content.get("forms", []))
    return GlossaryTerm.objects.create(locale=locale, other_forms=forms, **(texts | fields))


def _make_policy(content: dict[str, Any]) -> int:
    """1 for an entry on a country's cluster policy; 0 where the registry does not know the country."""
    code = content["country"]
    if CountryPolicy.objects.filter(country=code).exists() or not Country.objects.filter(code=code).exists():
        return 0
    streams = {name: json.dumps([{"type": kind, "value": value} for value in content.get(name, [])])
               for name, kind in POLICY_BLOCKS.items()}  # fmt: skip
    answers = {name: content[name] for name in ("policy", "programme", "evaluation", "overview") if name in content}
    CountryPolicy.objects.create(country_id=code, locale=Locale.get_default(), **answers, **streams)
    return 1


def _words(content: dict[str, Any]) -> dict[str, Any]:
    fields = {name: content[name] for name in ("slug", "title", "lead")}
    body = [("text", content["body"])] if content.get("body") else []
    return {**fields, "search_description": content["lead"], "body": body}


def _place(home: HomePage, page: Page) -> int:
    """1 where the page was added, 0 where editors have one of their own there."""
    former = home.get_children().filter(slug=page.slug).first()
    if former is not None and not _is_untouched(former):
        return 0
    if former is not None:
        former.delete()
        home.refresh_from_db()
    home.add_child(instance=page)
    return 1


def _is_untouched(page: Page) -> bool:
    return page.specific_class is StandardPage and page.latest_revision_id is None


def _faq(content: dict[str, Any]) -> FaqPage:
    groups = [("group", {"title": group["title"], "questions": group["question"]}) for group in content["group"]]
    fields = {name: content[name] for name in ("slug", "title", "lead")}
    return FaqPage(groups=groups, search_description=content["lead"], **fields)


def _accessibility(content: dict[str, Any]) -> AccessibilityPage:
    texts = {name: content[name] for name in ("non_compliance", "burden", "out_of_scope", "enforcement")}
    return AccessibilityPage(prepared_on=timezone.localdate(), **texts, **_words(content))


def _make_privacy(home: HomePage, content: dict[str, Any]) -> int:
    """The page and, where it could be placed, the statements below it."""
    page = PrivacyPage(**_words(content))
    if not _place(home, page):
        return 0
    for statement in content["statement"]:
        texts = {name: statement[name] for name in ("ground", "data", "recipients", "retention")}
        page.add_child(instance=ProcessingPage(**texts, **_words(statement)))
    return 1 + len(content["statement"])
