"""A map inside a text: sentence, picture, and the leading regions as a table behind it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observatory.presenters.actions import download_url
from observatory.presenters.excerpts import Excerpt, released_text
from observatory.presenters.mapping.table import map_table, sorted_rows
from observatory.presenters.mapping.words import MapWords
from observatory.queries.mapping import MapAnswer
from observatory.queries.names import get_names

CLUSTERS = "stars"
# What an editor may map, in the order of the menu.
MEASURES_SHOWN = (
    (CLUSTERS, gettext_lazy("Statistical clusters, or the stars of a group")),
    ("location_quotient", gettext_lazy("Location quotient")),
    ("persons_employed", gettext_lazy("Persons employed")),
    ("focus", gettext_lazy("Focus: share of the region")),
    ("growth", gettext_lazy("Growth")),
)
ROWS = 10


def present_map(answer: MapAnswer) -> Excerpt:
    """`answer` holds at least one figure."""
    path, selection = reverse("observatory:mapping"), answer.selection
    words = MapWords(answer, get_names(selection.scheme))
    return Excerpt(
        title=words.title,
        summary=words.summary,
        image_url=download_url(path, selection, "svg", selection.figure),
        behind=map_table(words, sorted_rows(answer.with_figure, "value")[:ROWS], path),
        source=words.source,
        url=selection.address(path),
        link_label=_("See the whole map"),
        is_demonstration=answer.release.is_demonstration,
        released=released_text(answer.release),
    )
