"""Groups of a scheme in the reader's language."""

from dataclasses import dataclass

from portal.registry.memory import remember
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group as lists show it; `is_local` groups have figures but never stars."""

    code: str
    name: str
    is_local: bool


@remember
def list_groups(scheme: str, language: str) -> tuple[GroupName, ...]:
    """Groups of a scheme in its own order; English where a name is not translated. No query of its own."""
    return tuple(
        GroupName(group.code, group.name_in(language), group.market == IndustryGroup.Market.LOCAL)
        for group in reference().groups_of(scheme)
    )
