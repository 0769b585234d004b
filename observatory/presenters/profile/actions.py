"""The quiet row under a figure of a place."""

from observatory.presenters.actions import figure_actions
from observatory.queries.region import Profile
from portal.core.page import FigureActions


def profile_actions(
    profile: Profile, path: str, title: str, formats: tuple[str, ...], figure: str = ""
) -> FigureActions:
    """Empty where there is nothing to send."""
    if not formats:
        return FigureActions()
    cell = f"{profile.place.code} {profile.year}"
    return figure_actions(
        path, profile.release, profile.selection, title=title, formats=formats, figure=figure, cell=cell
    )
