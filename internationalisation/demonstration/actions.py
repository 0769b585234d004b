"""Demonstration organisations and firms: made in one go, taken away in one go."""

from django.db import transaction
from django.utils.timezone import localdate

from internationalisation.demonstration.making import make_organisation
from internationalisation.demonstration.places import list_spots
from observatory.queries.release import NoRelease, get_release
from portal.registry.firms.demonstration import make_firms, remove_firms
from portal.registry.models import ClusterOrganisation

ORGANISATIONS = 150


@transaction.atomic
def make_demonstration(*, count: int = ORGANISATIONS) -> int:
    """How many organisations, with firms: none where some stand, nor before figures tell where clusters are."""
    if ClusterOrganisation.objects.filter(is_demonstration=True).exists():
        return 0
    try:
        spots = list_spots(get_release(), count)
    except NoRelease:
        return 0
    organisations = [make_organisation(spot, number, localdate()) for number, spot in enumerate(spots, 1)]
    for organisation in organisations:
        organisation.save()
    make_firms(organisations)
    return len(organisations)


@transaction.atomic
def remove_demonstration() -> int:
    """How many organisations were taken away, with everything that hangs on them."""
    organisations = ClusterOrganisation.objects.filter(is_demonstration=True)
    count = organisations.count()
    remove_firms()
    organisations.delete()
    return count
