"""What is read for the pages about a profile's state, before anybody puts it into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from internationalisation.editing.differences import Change
from internationalisation.editing.requirements import Missing
from internationalisation.models.review import ReviewNote
from internationalisation.review.states import ProfileState
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights


@dataclass(frozen=True, slots=True)
class Overview:
    """What is read for the page; `draft` is the profile as the managers wrote it."""

    organisation: ClusterOrganisation
    draft: ClusterOrganisation
    state: ProfileState
    missing: Sequence[Missing]
    notes: Sequence[ReviewNote]
    rights: Rights
    today: date


@dataclass(frozen=True, slots=True)
class Review:
    """What is read for the page of one profile; `changes` are those from the public profile to the draft."""

    organisation: ClusterOrganisation
    draft: ClusterOrganisation
    state: ProfileState
    changes: Sequence[Change]
    missing: Sequence[Missing]
    notes: Sequence[ReviewNote]
    statements: Mapping[Any, str]
    rights: Rights
