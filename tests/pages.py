"""What every public page must be: complete, valid HTML with one h1, a title and a canonical link."""

import html5lib
from django.http import HttpResponse
from html5lib.constants import E

NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def parse(response: HttpResponse):
    """The document as a tree; fails with line, column and reason on invalid HTML."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=True)
    tree = parser.parse(response.content.decode())
    problems = [f"{position}: {E.get(code, code) % details}" for position, code, details in parser.errors]
    assert problems == [], problems
    return tree


def every(tree, tag: str) -> list:
    return list(tree.iter(f"{NAMESPACE}{tag}"))


def assert_page(response: HttpResponse, status: int = 200):
    """Check the page and return its tree."""
    assert response.status_code == status, response.content[:500]
    tree = parse(response)
    assert len(every(tree, "h1")) == 1
    titles = every(tree, "title")
    assert (titles[0].text or "").strip()
    links = [link for link in every(tree, "link") if link.get("rel") == "canonical"]
    assert len(links) == 1
    assert links[0].get("href", "").startswith("http")
    assert not [element for element in tree.iter() if element.get("style")], "inline styles break the policy"
    return tree


__all__ = ["assert_page", "every", "parse"]
