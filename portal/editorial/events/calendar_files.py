"""Events as calendar programs get them, in the language of the feed."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from portal.editorial.events.ics import CANCELLED, CONFIRMED, TENTATIVE, CalendarEntry
from portal.editorial.events.kinds import EventStatus
from portal.editorial.events.local_times import to_local
from portal.editorial.events.queries import CalendarAnswer, changed_at
from portal.editorial.meta import content_language, page_path
from portal.editorial.models.event import EventPage
from portal.editorial.models.occasion import Occasion
from portal.editorial.presenters import state_text

STATES = {
    EventStatus.CANCELLED: CANCELLED,
    EventStatus.PLANNED: TENTATIVE,
    EventStatus.POSTPONED: TENTATIVE,
}


def calendar_entries(answer: CalendarAnswer, language: str) -> tuple[CalendarEntry, ...]:
    """In the order of their start."""
    shown = [entry_of(page, occasion) for page, occasion in answer.pages]
    gone = [withdrawn_entry(occasion, language) for occasion in answer.withdrawn]
    return tuple(sorted((*shown, *gone), key=lambda entry: (entry.start, entry.uid)))


def entry_of(page: EventPage, occasion: Occasion | None) -> CalendarEntry:
    url = absolute(page_path(page))
    return CalendarEntry(
        uid=str(page.translation_key),
        sequence=occasion.sequence if occasion else 0,
        title=page.title,
        start=page.local_start,
        end=page.local_end,
        zone=page.time_zone,
        changed_at=changed_at(page, occasion),
        status=STATES.get(EventStatus(page.status), CONFIRMED),
        all_day=page.all_day,
        description="\n".join(filter(None, _lines(page, url))),
        url=url,
        place=page.place or _("Online"),
        geo=None if page.latitude is None or page.longitude is None else (page.latitude, page.longitude),
        online_link=page.online_link,
        organiser=page.organiser_title,
        categories=tuple(_categories(page)),
        language=content_language(page),
    )


def withdrawn_entry(occasion: Occasion, language: str) -> CalendarEntry:
    """An event that is no longer on the portal: cancelled, and nothing else said of it."""
    title = occasion.titles.get(language) or occasion.titles.get(settings.LANGUAGE_CODE, "")
    return CalendarEntry(
        uid=str(occasion.translation_key),
        sequence=occasion.sequence,
        title=title,
        start=to_local(occasion.start, occasion.time_zone),
        end=to_local(occasion.end, occasion.time_zone),
        zone=occasion.time_zone,
        changed_at=occasion.modified_at,
        status=CANCELLED,
        all_day=occasion.all_day,
    )


def absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _lines(page: EventPage, url: str) -> Iterable[str]:
    """The description: what became of the event, what it is, where to sign up and read more."""
    yield " – ".join(filter(None, [state_text(page), page.status_reason]))
    yield page.summary
    if page.registration_link and not page.is_cancelled:
        yield _("Registration: %(link)s") % {"link": page.registration_link}
    if page.online_link:
        yield _("Online: %(link)s") % {"link": page.online_link}
    yield url


def _categories(page: EventPage) -> Iterable[str]:
    if page.kind:
        yield str(page.get_kind_display())
    yield from (topic.local_name for topic in page.topics.all())
