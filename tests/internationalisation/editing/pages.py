"""A form as a browser sends it back: what it shows, with some words changed."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.pages import every, parse


def step_url(organisation, step: str) -> str:
    return reverse("internationalisation:edit", args=[organisation.pk, step])


def opened(client: Client, organisation, step: str, **query: str) -> dict[str, Any]:
    """What the form of a step would send unchanged."""
    response = client.get(step_url(organisation, step), query)
    assert response.status_code == 200, response.status_code
    return words_in(response)


def words_in(response: HttpResponse) -> dict[str, Any]:
    """Names and values of everything in the main form but its buttons."""
    tree = parse(response)
    (form,) = [form for form in every(tree, "form") if form.get("method") == "post" and _is_main(form)]
    words: dict[str, Any] = {}
    for field in form.iter():
        tag = str(field.tag).rpartition("}")[2]
        name = field.get("name")
        if not name or tag == "button" or field.get("type") in ("file", "image", "submit"):
            continue
        if tag == "select":
            chosen = [one for one in every(field, "option") if one.get("selected") is not None]
            words[name] = (chosen or every(field, "option"))[0].get("value", "")
        elif tag == "textarea":
            words[name] = field.text or ""
        elif field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                words.setdefault(name, []).append(field.get("value", "on"))
        else:
            words[name] = field.get("value", "")
    return words


def _is_main(form) -> bool:
    return any(field.get("name") == "opened" for field in form.iter())


def send(client: Client, organisation, step: str, words: dict[str, Any], **changed: Any) -> HttpResponse:
    """Send the form with some words changed."""
    return client.post(step_url(organisation, step), words | changed)
