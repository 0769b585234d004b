"""What happens around profiles of cluster organisations."""

from internationalisation.models.claim import Claim
from internationalisation.models.directory import DirectoryEntry
from internationalisation.models.editing import KeptForm, SavedForm
from internationalisation.models.imports import OrganisationImport
from internationalisation.models.invitation import Invitation
from internationalisation.models.message import OrganisationMessage
from internationalisation.models.review import ReviewMail, ReviewNote
from internationalisation.review.task import ProfileReview

__all__ = [
    "Claim",
    "DirectoryEntry",
    "Invitation",
    "KeptForm",
    "OrganisationImport",
    "OrganisationMessage",
    "ProfileReview",
    "ReviewMail",
    "ReviewNote",
    "SavedForm",
]
