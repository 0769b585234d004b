"""The four sections as cards, saved views and written mails as readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internationalisation.directory.alerts.reading import is_understood
from portal.accounts.models import SavedView
from portal.core.menu import localised

PAGES_OF_VIEWS = {
    SavedView.Kind.RANKING: "observatory:rankings",
    SavedView.Kind.MAP: "observatory:mapping",
    SavedView.Kind.REGION: "observatory:region",
    SavedView.Kind.COMPARISON: "observatory:compare",
    SavedView.Kind.CUSTOM_REGION: "observatory:custom",
    SavedView.Kind.DIRECTORY: "internationalisation:directory",
}
# Parameters of a saved query that stand in the path of the page.
PATHS_OF_VIEWS = {SavedView.Kind.REGION: ("code",)}
OUTDATED = gettext_lazy(
    "This search names something that the directory no longer knows: it finds nothing and sends no mails."
)


@dataclass(frozen=True, slots=True)
class SectionCard:
    key: str
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """`url` is empty while no page shows views of this kind, or this one no longer; `problem` then says why.

    `can_alert` offers the switch for mails of what is new, `is_alerting` says how it stands.
    """

    pk: int
    title: str
    kind: str
    url: str
    can_alert: bool = False
    is_alerting: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WrittenMail:
    name: str
    text: str


def present_saved_views(views: Iterable[SavedView]) -> tuple[SavedViewRow, ...]:
    return tuple(_saved_view(view) for view in views)


def _saved_view(view: SavedView) -> SavedViewRow:
    is_search = view.kind == SavedView.Kind.DIRECTORY
    is_outdated = is_search and not is_understood(view.query)
    return SavedViewRow(
        pk=view.pk,
        title=view.title,
        kind=view.get_kind_display(),
        url="" if is_outdated else _address(view),
        can_alert=is_search and not is_outdated,
        is_alerting=view.alerts_since is not None and not is_outdated,
        problem=str(OUTDATED) if is_outdated else "",
    )


def _address(view: SavedView) -> str:
    """Empty where no page shows views of this kind, or the query does not say which one."""
    kind = SavedView.Kind(view.kind)
    pairs, in_path = parse_qsl(view.query), PATHS_OF_VIEWS.get(kind, ())
    try:
        path = reverse(PAGES_OF_VIEWS[kind], args=[dict(pairs)[name] for name in in_path])
    except (KeyError, NoReverseMatch):
        return ""
    query = urlencode([pair for pair in pairs if pair[0] not in in_path], safe=":")
    return f"{path}?{query}" if query else path


def section_cards() -> tuple[SectionCard, ...]:
    """The four sections, in the order of the menu."""
    return (
        SectionCard(
            "observatory",
            _("Observatory"),
            localised("/observatory/"),
            _("Maps, rankings and profiles of statistical clusters, each star with its arithmetic."),
        ),
        SectionCard(
            "excellence",
            _("Excellence"),
            localised("/excellence/"),
            _("How cluster organisations are managed well: benchmarking, labels and training."),
        ),
        SectionCard(
            "internationalisation",
            _("Internationalisation"),
            localised("/internationalisation/"),
            _("Where cluster organisations find partners in Europe and beyond."),
        ),
        SectionCard(
            "emerging",
            _("Emerging industries"),
            localised("/emerging/"),
            _("New value chains across old industries, and the initiatives that support them."),
        ),
    )
