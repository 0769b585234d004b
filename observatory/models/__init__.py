"""Releases of statistics, the observations they hold and the figures computed from them."""

from observatory.models.figure import ClusterFigure, GroupFigure, RegionClusters, RegionFigure, StarCut
from observatory.models.observation import Mark, Observation, Status
from observatory.models.release import CurrentRelease, FigureReport, Release

__all__ = [
    "ClusterFigure",
    "CurrentRelease",
    "FigureReport",
    "GroupFigure",
    "Mark",
    "Observation",
    "RegionClusters",
    "RegionFigure",
    "Release",
    "StarCut",
    "Status",
]
