"""The Atom feed of changes: one entry a release."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from observatory.presenters.answers.changes import change_sentence
from observatory.queries.changes import News


def changes_feed_text(news: Sequence[News]) -> str:
    """The whole feed as XML; addresses are absolute, identifiers those of the entries' pages."""
    home = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    feed = Atom1Feed(
        title=gettext("%(portal)s: what changed between releases") % {"portal": settings.PORTAL_NAME},
        link=home + reverse("observatory:changes"),
        description=gettext("Figures and stars that differ from the release before, and why."),
        language=get_language(),
        feed_url=home + reverse("observatory:changes-feed"),
    )
    for one in news:
        address = f"{home}{reverse('observatory:changes')}?release={one.release.code}"
        feed.add_item(
            title=gettext("Release %(code)s") % {"code": one.release.code},
            link=address,
            description=_text(one),
            pubdate=one.release.published_at,
            updateddate=one.release.published_at,
            unique_id=address,
        )
    return feed.writeString("utf-8")


def _text(one: News) -> str:
    if one.before is None:
        return gettext("This is the first release that was published: there is none before it to compare with.")
    against = gettext("Against release %(code)s.") % {"code": one.before.code}
    if one.comparison is None:
        return against
    return f"{against} {change_sentence(one.comparison.observations, one.gained, one.lost)}"
