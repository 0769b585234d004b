"""Personal data as a whole: what editors leave behind, the file with everything, and the end of an account."""

import json
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.adapter import get_adapter
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry

from portal.accounts.models import User
from portal.core.personal_data import Provider, Row, providers, register

DELETED_ACCOUNT = "deleted account"


class StillNeeded(Exception):
    """Something must be done before the account can go; `reasons` say what."""

    def __init__(self, reasons: Iterable[str]):
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


def register_providers() -> None:
    register(
        Provider(
            key="editing",
            title=gettext_lazy("What you did in the editors' area"),
            export=export_editing,
            erase=erase_editing,
            goes=gettext_lazy("Comments that you wrote beside drafts go."),
            stays=gettext_lazy("Texts, images and the log of changes stay, without a trace of who made them."),
            relations=(
                "editorial.CallImport.owner",
                "home.WorkflowMail.recipient",
                "wagtailadmin.EditingSession.user",
                "wagtailadmin.FormState.user",
                "wagtailcore.Comment.user",
                "wagtailcore.CommentReply.user",
                "wagtailcore.PageSubscription.user",
                "wagtailusers.UserProfile.user",
            ),
        )
    )


def export_editing(user: User) -> Iterable[Row]:
    """The log of what somebody changed, then their comments. Four queries."""
    for log in (PageLogEntry, ModelLogEntry):
        yield from log.objects.filter(user=user).values("timestamp", "action", "label")
    for words in (Comment, CommentReply):
        yield from words.objects.filter(user=user).values("created_at", "text")


def erase_editing(user: User) -> None:
    """The log names the account as what was changed, too: there it loses its name."""
    of_account = ContentType.objects.get_for_model(User)
    log = ModelLogEntry.objects.filter(content_type=of_account, object_id=str(user.pk))
    log.update(label=DELETED_ACCOUNT, data={})


def archive(user: User) -> bytes:
    """Everything that the portal keeps of somebody: a ZIP with one JSON file a provider."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as parts:
        for provider in providers():
            rows = {"title": str(provider.title), "rows": [dict(row) for row in provider.export(user)]}
            words = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            parts.writestr(f"{provider.key}.json", words)
        parts.writestr("README.txt", _readme(user))
    return file.getvalue()


def hindrances(user: User) -> tuple[str, ...]:
    """What must be done before the account can go."""
    return tuple(reason for provider in providers() for reason in provider.hindrances(user))


def warnings(user: User) -> tuple[str, ...]:
    """What somebody should know before the account goes, though nothing has to be done."""
    return tuple(words for provider in providers() for words in provider.warnings(user))


@transaction.atomic
def delete_account(*, user: User) -> None:
    """Erase what every provider keeps of somebody, then the account; a mail says so. Raises StillNeeded."""
    User.objects.select_for_update().get(pk=user.pk)
    reasons = hindrances(user)
    if reasons:
        raise StillNeeded(reasons)
    for provider in providers():
        provider.erase(user)
    email = user.email
    user.delete()
    get_adapter().send_mail("account/email/account_deleted", email, {})


def _readme(user: User) -> str:
    return _("Personal data of %(email)s on %(moment)s, each kind in a JSON file of its own.") % {
        "email": user.email,
        "moment": timezone.now().isoformat(timespec="seconds"),
    }
