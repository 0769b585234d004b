"""From official boundaries to outlines that are ready to draw."""
