"""The map of a measure, the words around it and the table beneath it."""

from observatory.presenters.mapping.drawing import frames_path, inset_notes, map_spec, moved_places, region_url, view_of
from observatory.presenters.mapping.words import MapWords

__all__ = ["MapWords", "frames_path", "inset_notes", "map_spec", "moved_places", "region_url", "view_of"]
