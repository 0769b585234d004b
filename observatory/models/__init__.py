"""Releases of statistics, the observations they hold and the figures computed from them."""

from observatory.models.analysis import Analysis
from observatory.models.change import Moved, ReleaseChange, ReleaseComparison
from observatory.models.context import ContextFigure
from observatory.models.figure import ClusterFigure, Outlook, RegionClusters, RegionFigure
from observatory.models.group_figure import GroupFigure, StarCut
from observatory.models.observation import Mark, Observation, Status
from observatory.models.policy import Budget, CountryPolicy, Known
from observatory.models.release import CurrentRelease, FigureReport, Release
from observatory.models.scheme_upload import SchemeUpload
from observatory.models.structure import Proximity, RegionStructure, StructuralPosition

__all__ = [
    "Analysis",
    "Budget",
    "ClusterFigure",
    "ContextFigure",
    "CountryPolicy",
    "CurrentRelease",
    "FigureReport",
    "GroupFigure",
    "Known",
    "Mark",
    "Moved",
    "Observation",
    "Outlook",
    "Proximity",
    "RegionClusters",
    "RegionFigure",
    "RegionStructure",
    "Release",
    "ReleaseChange",
    "ReleaseComparison",
    "SchemeUpload",
    "StarCut",
    "Status",
    "StructuralPosition",
]
