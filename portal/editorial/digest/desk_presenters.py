"""What the desk says of an issue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.formatting import number
from portal.editorial.digest.presenters import days_text, issue_title
from portal.editorial.digest.queries import Progress
from portal.editorial.models.digest import Delivery, DigestIssue

State = DigestIssue.State
Mail = Delivery.State


@dataclass(frozen=True, slots=True)
class IssueRow:
    title: str
    url: str
    days: str
    state: str
    mails: str


@dataclass(frozen=True, slots=True)
class Step:
    """A button: `key` is the last part of its address, `sure` what must be ticked where nothing can be undone."""

    key: str
    label: str
    is_main: bool = False
    sure: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """`done` of `all` mails are dealt with; `counts` are states with their numbers."""

    title: str
    days: str
    state: str
    sentence: str
    is_busy: bool
    done: int
    all: int
    counts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    public_url: str


def present_issues(issues: Iterable[DigestIssue], mails: Mapping[int, tuple[int, int]]) -> tuple[IssueRow, ...]:
    return tuple(_row(issue, *mails.get(issue.pk, (0, 0))) for issue in issues)


def _row(issue: DigestIssue, sent: int, of: int) -> IssueRow:
    mails = _("%(sent)s of %(all)s") % {"sent": number(sent), "all": number(of)} if of else ""
    return IssueRow(
        title=issue_title(issue),
        url=reverse("digest_desk:detail", args=[issue.slug]),
        days=days_text(issue.first_day, issue.last_day),
        state=str(issue.get_state_display()),
        mails=mails,
    )


def present_desk(issue: DigestIssue, progress: Progress, subscribers: int) -> DeskView:
    """`subscribers` are those who would receive a draft that is sent now."""
    unsent = progress.count(Mail.WAITING, Mail.CLAIMED, Mail.HANDED)
    return DeskView(
        title=issue_title(issue),
        days=days_text(issue.first_day, issue.last_day),
        state=str(issue.get_state_display()),
        sentence=_sentence(issue, progress, subscribers),
        is_busy=issue.state == State.SENDING and unsent > 0,
        done=progress.all - unsent,
        all=progress.all,
        counts=tuple((str(state.label), number(progress.count(state))) for state in Mail if progress.count(state)),
        steps=tuple(_steps(issue, progress)),
        public_url=issue.get_absolute_url() if issue.published_at else "",
    )


def _sentence(issue: DigestIssue, progress: Progress, subscribers: int) -> str:
    if issue.is_draft:
        text = ngettext("It would go to %(n)s subscriber.", "It would go to %(n)s subscribers.", subscribers)
        return text % {"n": number(subscribers)}
    values = {"sent": number(progress.count(Mail.SENT)), "all": number(progress.all)}
    return _("Mails sent: %(sent)s of %(all)s.") % values


def _steps(issue: DigestIssue, progress: Progress) -> Iterable[Step]:
    if issue.is_draft:
        yield Step(
            "send", _("Send to all subscribers"), is_main=True, sure=_("The draft is saved, and I saw the preview.")
        )
    if issue.state == State.SENDING:
        yield Step("pause", _("Pause"))
    if issue.state == State.PAUSED:
        yield Step("resume", _("Go on sending"), is_main=True)
    if issue.state in (State.SENDING, State.PAUSED):
        yield Step("cancel", _("Cancel for good"), sure=_("Those who wait shall not receive this issue."))
    if issue.state in (State.SENDING, State.SENT) and progress.count(Mail.UNCERTAIN):
        yield Step("send-again", _("Send the interrupted mails again"), sure=_("Their readers may then have two."))
