"""The profile as its managers have written it: the newest revision, or the row where no revision waits."""

from typing import Any

from internationalisation.editing.values import content_of
from portal.registry.models import ClusterOrganisation


def draft_content(row: ClusterOrganisation) -> dict[str, Any]:
    """What the draft says. No query where a revision waits and was selected along, else one for each list."""
    if row.latest_revision is not None and row.has_unpublished_changes:
        content: dict[str, Any] = row.latest_revision.content
        return content
    return content_of(row)


def draft_of(row: ClusterOrganisation, content: dict[str, Any]) -> ClusterOrganisation:
    """The draft as an object to show: keys of other rows are taken as they stand. No query."""
    draft: ClusterOrganisation = ClusterOrganisation.from_serializable_data(content, check_fks=False)
    draft.pk = row.pk
    for name in row.KEPT:
        field = row._meta.get_field(name)
        setattr(draft, field.attname, getattr(row, field.attname))
    if draft.country_id == row.country_id:
        draft.country = row.country
    draft.derive()
    return draft
