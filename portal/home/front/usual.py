"""The composition that a new home page begins with."""

from typing import Any

from portal.home.front.blocks import SHOWN

FACT_FIELDS = ("value", "text", "source", "source_url")


def usual_body(content: dict[str, Any] | None = None) -> list[tuple[str, Any]]:
    """Blocks in their usual order; `content` is the table `home` of the data file, for the facts and the featured."""
    content = content or {}
    return [
        ("hero", {"show": "map", "image": None}),
        ("figures", {"title": "", "with_leading": True}),
        *_facts(content),
        ("sections", {"title": "", "sections": []}),
        ("news", {"title": "", "count": SHOWN}),
        ("events", {"title": "", "count": SHOWN}),
        ("calls", {"title": "", "count": SHOWN}),
        *_featured(content),
        ("videos", {"title": "", "count": SHOWN}),
        ("partners", {"title": ""}),
    ]


def _facts(content: dict[str, Any]) -> list[tuple[str, Any]]:
    if "fact" not in content:
        return []
    facts = [{name: fact.get(name, "") for name in FACT_FIELDS} for fact in content["fact"]]
    return [("facts", {"title": content["why_title"], "text": content["why_text"].strip(), "facts": facts})]


def _featured(content: dict[str, Any]) -> list[tuple[str, Any]]:
    if "featured" not in content:
        return []
    return [("featured", {"image": None, "page": None, **content["featured"]})]
