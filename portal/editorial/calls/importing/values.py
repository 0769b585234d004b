"""A call page as plain values by field, the same as a row has them, so that both can be compared."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from portal.editorial.calls.importing.mapping import AMOUNTS, DAYS, TEXTS
from portal.editorial.models import CallDeadline, CallPage, Programme, Topic
from portal.registry.models import IndustryGroup

PLAIN = (*(name for name in TEXTS if name != "body"), "is_continuous", *AMOUNTS)
CODES = ("applicants", "partners_wanted", "eligible_countries", "countries", "region_codes", "clusters")
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def values_of(page: CallPage) -> dict[str, Any]:
    """Every field that an import may fill. 4 queries where nothing was read yet."""
    return {
        **{name: getattr(page, name) for name in PLAIN},
        **{name: sorted(getattr(page, name)) for name in CODES},
        **{name: _day(getattr(page, name)) for name in DAYS},
        "body": _body(page),
        "programme": page.programme.slug if page.programme else "",
        "topics": sorted(topic.slug for topic in page.topics.all()),
        "industry_groups": sorted(f"{group.scheme_id}:{group.code}" for group in page.industry_groups.all()),
        "deadlines": sorted(_deadline(one) for one in page.deadlines.all()),
    }


def set_values(page: CallPage, values: Mapping[str, Any]) -> None:
    """All but topics and groups, which a page that is being created cannot have yet. 1 query for the programme."""
    for name in set(values) & {*PLAIN, *CODES}:
        setattr(page, name, values[name])
    for name in set(values) & set(DAYS):
        setattr(page, name, date.fromisoformat(values[name]) if values[name] else None)
    if "body" in values:
        page.body = [("text", values["body"])] if values["body"] else []
    if "programme" in values:
        page.programme = Programme.objects.filter(slug=values["programme"]).first()
    if "deadlines" in values:
        page.deadlines = _matched(list(page.deadlines.all()), values["deadlines"])


def set_relations(page: CallPage, values: Mapping[str, Any]) -> None:
    """Topics and industry groups. 1 query each."""
    if "topics" in values:
        page.topics.set(Topic.objects.filter(slug__in=values["topics"]))
    if "industry_groups" in values:
        page.industry_groups.set(_groups(values["industry_groups"]))


def _matched(known: Sequence[CallDeadline], stated: Iterable[Sequence[str]]) -> list[CallDeadline]:
    """Deadlines as stated. One that only moved keeps its key, so that calendars move it instead of adding another."""
    free = list(known)
    result = []
    unmoved = {old.moment for old in known}
    for stated_moment, zone, stage, label in sorted(stated, key=lambda one: _moment(one) not in unmoved):
        moment = datetime.fromisoformat(stated_moment)
        old = _likeliest(free, moment, (stage, label))
        if old is not None:
            free.remove(old)
        deadline = old or CallDeadline()
        deadline.moment, deadline.time_zone, deadline.stage, deadline.label = moment, zone, stage, label
        result.append(deadline)
    return sorted(result, key=lambda one: one.moment)


def _moment(stated: Sequence[str]) -> datetime:
    return datetime.fromisoformat(stated[0])


def _likeliest(free: Sequence[CallDeadline], moment: datetime, what: tuple[str, str]) -> CallDeadline | None:
    """At the same moment, else for the same stage."""
    same_moment = (old for old in free if old.moment == moment)
    same_stage = (old for old in free if (old.stage, old.label) == what)
    return next(same_moment, None) or next(same_stage, None)


def _groups(keys: Sequence[str]) -> list[IndustryGroup]:
    pairs = {tuple(key.split(":", 1)) for key in keys}
    codes = IndustryGroup.objects.filter(code__in={code for _scheme, code in pairs})
    return [group for group in codes if (group.scheme_id, group.code) in pairs]


def _body(page: CallPage) -> str:
    """The HTML where the body is one text, as an import writes it; else its blocks, which only a hand can have made."""
    blocks = list(page.body)
    if not blocks:
        return ""
    if len(blocks) == 1 and blocks[0].block_type == "text":
        return BLOCK_KEY.sub("", blocks[0].value.source)
    return json.dumps(page.body.get_prep_value(), sort_keys=True)


def _deadline(deadline: CallDeadline) -> list[str]:
    moment = deadline.moment.astimezone(UTC).isoformat()
    return [moment, deadline.time_zone, deadline.stage, deadline.label]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
