"""The list of ready-made questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.models import Release
from observatory.presenters.trail import trail
from observatory.questions import Question
from portal.core.formatting import number
from portal.core.page import Link, PageMeta


@dataclass(frozen=True, slots=True)
class QuestionLink:
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    page: PageMeta
    questions: tuple[QuestionLink, ...]
    tools: tuple[Link, ...]


def present_questions(questions: Sequence[Question], release: Release, path: str) -> QuestionsPage:
    title = gettext("Questions with answers")
    values = {"count": number(len(questions)), "year": release.default_year, "release": release.code}
    lead = (
        ngettext(
            "%(count)s question, answered from release %(release)s with figures of %(year)s, the latest complete year.",
            "%(count)s questions, each answered from release %(release)s with figures of %(year)s, the latest complete "
            "year.",
            len(questions),
        )
        % values
    )
    return QuestionsPage(
        page=PageMeta(
            title=title,
            description=lead,
            lead=lead,
            canonical_path=path,
            breadcrumbs=trail(Link(title, path)),
            section="observatory",
        ),
        questions=tuple(
            QuestionLink(gettext(one.title), reverse("observatory:question", args=[one.slug]), gettext(one.explanation))
            for one in questions
        ),
        tools=(
            Link(gettext("Exposure"), reverse("observatory:exposure"), title=gettext("if an industry shrinks, where?")),
            Link(gettext("What changed"), reverse("observatory:changes"), title=gettext("between two releases")),
            Link(gettext("Known gaps"), reverse("observatory:gaps"), title=gettext("what is not published")),
        ),
    )
