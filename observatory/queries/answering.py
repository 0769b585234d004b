"""Ready-made questions answered: which query belongs to which kind."""

from collections.abc import Callable, Mapping

from observatory.models import Release
from observatory.queries import question_cells, question_groups, question_regions
from observatory.queries.exposure import get_exposure
from observatory.queries.questions import Answer, Asking, Found, Valued
from observatory.questions import Question
from observatory.selection import Selection
from portal.registry.reference import reference


def answer_question(question: Question, release: Release, selection: Selection, *, most: int = 0) -> Answer:
    """The answer in one release, year and area; `most` rows of a long one, 0 is all. 3 queries at most."""
    return ANSWERS[question.kind](Asking(question, release, selection, most))


def _exposed(asking: Asking) -> Answer:
    """Regions by focus × persons employed; `more`: persons employed, focus; `total`: regions without a figure."""
    group = reference().group(asking.question.scheme, asking.question.group)
    if group is None:
        return asking.answer()
    found = get_exposure(group, asking.release, asking.selection)
    rows = tuple(Found(one.exposure or 0.0, one.region, group, more=(one.persons, one.focus)) for one in found.rows)
    everywhere = (*found.rows, *found.unknown)
    places = tuple(Valued(one.published, one.exposure, one.is_confidential) for one in everywhere)
    return asking.answer(rows, known=len(rows), total=float(len(found.unknown)), places=places)


ANSWERS: Mapping[str, Callable[[Asking], Answer]] = {
    "focus-above": question_cells.above_focus,
    "new-clusters": question_cells.new_clusters,
    "lost-clusters": question_cells.lost_clusters,
    "concentrated-industries": question_groups.concentrated,
    "within-set-count": question_regions.within_sets,
    "most-clusters": question_regions.most_clusters,
    "largest-clusters": question_cells.largest,
    "fastest-growing-clusters": question_cells.fastest,
    "wages": question_cells.best_paid,
    "most-specialised-regions": question_regions.most_specialised,
    "growing-industries": question_groups.growing,
    "exposure": _exposed,
    "close-calls": question_regions.close_calls,
    "estimates-needed": question_regions.estimated_totals,
}
"""By kind; a test holds the keys against `observatory.questions.KINDS`."""
