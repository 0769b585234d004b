"""Words that arrive after their session has ended wait for their writer to sign in again."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from internationalisation.editing.opening import FIELD, NotOpened, read_opening
from internationalisation.models import KeptForm
from internationalisation.models.editing import KEPT_FOR
from portal.accounts.models import User

PARAMETER = "kept"
MOST_KEPT = 10  # forms of one account
_UNKEPT = ("csrfmiddlewaretoken", PARAMETER)


def keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to sign-in and from there back to the page, with the words where some were sent."""
    key = _keep(request) if request.method == "POST" else ""
    return redirect_to_login(f"{request.path}?{PARAMETER}={key}" if key else request.get_full_path())


def _keep(request: HttpRequest) -> str:
    """The key of what is kept; empty where nobody is known to have opened the form."""
    KeptForm.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()
    try:
        opening = read_opening(request.POST.get(FIELD, ""))
    except NotOpened:
        return ""
    if not User.objects.filter(pk=opening.user_pk).exists():
        return ""
    words = request.POST.copy()
    for name in _UNKEPT:
        words.pop(name, None)
    kept = KeptForm.objects.create(user_id=opening.user_pk, path=request.path[:200], body=words.urlencode())
    older = (
        KeptForm.objects.filter(user_id=opening.user_pk).order_by("-made_at").values_list("key", flat=True)[MOST_KEPT:]
    )
    KeptForm.objects.filter(key__in=list(older)).delete()
    return str(kept.key)


def kept_words(request: HttpRequest) -> QueryDict | None:
    """What waits for this user on this page; None for everybody else and after a day. 1 query where a key is given."""
    key = request.GET.get(PARAMETER, "")
    if not _is_key(key):
        return None
    since = timezone.now() - KEPT_FOR
    kept = KeptForm.objects.filter(key=key, user_id=request.user.pk or 0, path=request.path, made_at__gte=since).first()
    return QueryDict(kept.body) if kept else None


def forget_words(request: HttpRequest) -> None:
    """They are saved: nothing waits any more."""
    KeptForm.objects.filter(user_id=request.user.pk or 0, path=request.path).delete()


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
