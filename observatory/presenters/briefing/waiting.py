"""The page on which a reader waits for a briefing, and what it says when there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from observatory.briefing.job import Job, Progress, State
from observatory.presenters.briefing.links import waiting_address
from observatory.presenters.trail import industries_link, regions_link, trail
from portal.core.formatting import number
from portal.core.page import Link, PageMeta

FORMAT_NAMES = {"pdf": "PDF", "docx": "Word"}
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """`refresh` is where the page looks again while the file is made; `start` begins the download. Both by script."""

    page: PageMeta
    state: str
    kind: str
    title: str
    text: str
    file: Link
    ways: tuple[Link, ...]
    refresh: str = ""
    start: str = ""


def present_waiting(job: Job, progress: Progress) -> WaitingPage:
    titles: dict[State, Callable[[], str]] = {
        State.WAITING: lambda: gettext("The briefing is in the queue"),
        State.BEING_MADE: lambda: gettext("The briefing is being made"),
        State.READY: lambda: gettext("The briefing is ready"),
        State.FAILED: lambda: gettext("The briefing could not be made"),
    }
    kinds = {State.READY: "success", State.FAILED: "error"}
    is_ready, is_open = progress.state == State.READY, progress.state in (State.WAITING, State.BEING_MADE)
    return WaitingPage(
        page=_meta(job),
        state=progress.state.value,
        kind=kinds.get(progress.state, "info"),
        title=titles[progress.state](),
        text=_text(progress),
        file=_file(job, progress),
        ways=tuple(_ways(job, progress, is_open)),
        refresh=_looking(job) if is_open else "",
        start=waiting_address(job.page, job.suffix, waited="1", start="1") if is_ready else "",
    )


def _text(progress: Progress) -> str:
    if progress.state == State.READY:
        return gettext("The download begins by itself. If it does not, use the link.")
    if progress.state == State.FAILED:
        return gettext(
            "The portal's operators can see what happened. Try once more, or open the live page: it has the same "
            "figures, and your browser can print it."
        )
    if progress.state == State.BEING_MADE:
        return gettext("It takes a few seconds.")
    return " ".join(filter(None, (_queue(progress.ahead), _slow(progress.since))))


def _queue(ahead: int) -> str:
    if not ahead:
        return gettext("It is the next one.")
    return ngettext("%(count)s job comes first.", "%(count)s jobs come first.", ahead) % {"count": number(ahead)}


def _slow(since: datetime | None) -> str:
    if since is None or (timezone.now() - since).total_seconds() < PATIENCE_SECONDS:
        return ""
    return gettext("The queue is slow at the moment: the link below opens the file at once.")


def _file(job: Job, progress: Progress) -> Link:
    values = {"format": FORMAT_NAMES[job.suffix]}
    if progress.state == State.READY:
        return Link(gettext("Download the briefing (%(format)s)") % values, job.address)
    return Link(gettext("Do not wait here: open the file (%(format)s)") % values, job.address)


def _looking(job: Job) -> str:
    return waiting_address(job.page, job.suffix, waited="1")


def _ways(job: Job, progress: Progress, is_open: bool) -> list[Link]:
    again = [Link(gettext("Look again"), _looking(job))] if is_open else []
    if progress.state == State.FAILED:
        again = [_again(job, progress)]
    return [*again, Link(gettext("Back to the page: %(name)s") % {"name": job.title}, job.page)]


def _again(job: Job, progress: Progress) -> Link:
    return Link(gettext("Try again"), waiting_address(job.page, job.suffix, waited="1", again=str(progress.key or "")))


def _meta(job: Job) -> PageMeta:
    title = gettext("Briefing: %(name)s") % {"name": job.title}
    path = waiting_address(job.page, job.suffix)
    return PageMeta(
        title=title,
        description=gettext("Two pages with the figures of %(name)s, as a file.") % {"name": job.title},
        canonical_path=path,
        breadcrumbs=trail(Link(job.title, job.page), Link(title, path)),
        is_indexable=False,
        section="observatory",
    )


@dataclass(frozen=True, slots=True)
class AboutPage:
    page: PageMeta
    links: tuple[Link, ...]


def present_about() -> AboutPage:
    """What a briefing is, for a reader who names no page."""
    title, path = gettext("Briefings"), reverse("observatory:briefing")
    lead = gettext("Two pages with the main figures of a region, a country or an industry group, as PDF or Word file.")
    meta = PageMeta(title, lead, path, trail(Link(title, path)), lead, is_indexable=True, section="observatory")
    return AboutPage(meta, (regions_link(), industries_link()))
