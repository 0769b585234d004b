"""The profile as its managers have written it: the newest revision, or the public one where nothing waits."""

import hashlib

from portal.registry.models import Certificate, ClusterOrganisation

NO_MARK = "-"


def draft_of(organisation: ClusterOrganisation) -> ClusterOrganisation:
    """To be read, not to be saved: keys of other rows in it are taken as they stand.

    No query where `latest_revision` was selected along; the lists of the draft are in memory.
    """
    revision = organisation.latest_revision
    if revision is None or not organisation.has_unpublished_changes:
        return organisation
    draft: ClusterOrganisation = ClusterOrganisation.from_serializable_data(revision.content, check_fks=False)
    draft.pk, draft.latest_revision, draft.live = organisation.pk, revision, organisation.live
    for name in organisation.KEPT:
        field = organisation._meta.get_field(name)
        setattr(draft, field.attname, getattr(organisation, field.attname))
    if draft.country_id == organisation.country_id:
        draft.country = organisation.country
    draft.derive()
    return draft


def mark_of(organisation: ClusterOrganisation) -> str:
    """Names what a reviewer saw: another mark once somebody saved the draft again, were it the same revision."""
    revision = organisation.latest_revision
    return f"{revision.pk}.{revision.created_at.timestamp():.6f}" if revision else NO_MARK


def mark_of_certificate(certificate: Certificate) -> str:
    """Names what a certificate says, short enough for a form."""
    return hashlib.sha256(certificate.statement.encode()).hexdigest()
