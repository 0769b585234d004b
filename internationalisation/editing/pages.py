"""Heads of the pages of editing, and the list of steps beside them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.editing.requirements import missing
from internationalisation.editing.steps import CHECK, STEPS, Step
from internationalisation.people.pages import account_crumb, organisation_crumbs, organisations_crumb
from portal.core import formatting
from portal.core.page import Link, PageMeta
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class Progress:
    """A step in the list: `state` in words, `kind` is done, missing, started, empty or check."""

    label: str
    url: str
    state: str
    kind: str
    is_current: bool = False


def page_of(organisation: ClusterOrganisation, title: str, path: str, lead: str = "") -> PageMeta:
    """A page of one organisation, below those of the account."""
    return PageMeta(
        title=formatting.named(organisation.name, title),
        description=lead or title,
        canonical_path=path,
        breadcrumbs=(
            account_crumb(),
            *organisation_crumbs(organisation),
            Link(title, path, is_current=True),
        ),
        lead=lead,
        is_indexable=False,
        section="account",
    )


def begin_page() -> PageMeta:
    path, title = reverse("internationalisation:new-organisation"), _("New organisation")
    return PageMeta(
        title=title,
        description=title,
        canonical_path=path,
        breadcrumbs=(account_crumb(), organisations_crumb(), Link(title, path, is_current=True)),
        lead=_("Three answers begin the profile. Nobody sees it before you submit it and it is approved."),
        is_indexable=False,
        section="account",
    )


def step_url(organisation_pk: int, key: str) -> str:
    return reverse("internationalisation:edit", args=[organisation_pk, key])


def progress_of(draft: ClusterOrganisation, values: dict[str, Any], current: str) -> tuple[Progress, ...]:
    """All steps with what is done and what is missing, and the last one where everything is checked. No query."""
    gaps = missing(draft)
    steps = [
        _progress(draft.pk, step, values, [gap for gap in gaps if gap.step == step.key], current) for step in STEPS
    ]
    state = _("ready to submit") if not gaps else _("not complete yet")
    check = Progress(_("Check and submit"), step_url(draft.pk, CHECK), state, CHECK, current == CHECK)
    return (*steps, check)


def _progress(pk: int, step: Step, values: dict[str, Any], gaps: list[Any], current: str) -> Progress:
    given = [name for name in step.names if values[name] not in ("", None, [], False) and name not in _GIVEN_AT_FIRST]
    kind = ("missing" if given else "empty") if gaps else ("done" if given else "optional")
    state = {
        "missing": _missing_text(len(gaps)),
        "empty": _("nothing yet"),
        "done": _("done"),
        "optional": _("optional"),
    }[kind]
    return Progress(str(step.title), step_url(pk, step.key), state, kind, step.key == current)


# What every new profile has from its first page says nothing about a step.
_GIVEN_AT_FIRST = ("kind", "country", "text_language", "is_open_to_members")


def _missing_text(count: int) -> str:
    text = ngettext("%(count)s answer is missing", "%(count)s answers are missing", count)
    return text % {"count": formatting.number(count)}


def neighbours(step: Step) -> tuple[str, str]:
    """Keys of the steps before and after, empty before the first."""
    keys = [one.key for one in STEPS] + [CHECK]
    place = keys.index(step.key)
    return (keys[place - 1] if place else "", keys[place + 1])
