"""What happens around profiles of cluster organisations."""

from internationalisation.models.claim import Claim
from internationalisation.models.invitation import Invitation

__all__ = ["Claim", "Invitation"]
