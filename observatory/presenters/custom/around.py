"""Where to go from a custom region, and where a set comes from."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from observatory.comparison import MOST_SUBJECTS
from observatory.presenters.words import region_of
from observatory.queries.custom import CustomProfile
from portal.core.page import Link
from portal.registry.region_sets import RegionSet


def custom_links(profile: CustomProfile) -> Iterable[Link]:
    """Clusters and map of a set's regions, a comparison of few members, and other sets."""
    code = profile.subject.set_code
    plain = profile.selection
    if code:
        ranking = reverse("observatory:rankings")
        yield Link(gettext("Three-star clusters of its regions"), plain.address(ranking, within=code, stars="3"))
        yield Link(gettext("All statistical clusters of its regions"), plain.address(ranking, within=code))
        yield Link(gettext("Map of its regions"), plain.address(reverse("observatory:mapping"), within=code))
    members = profile.members_now.rows
    if 1 < len(members) <= MOST_SUBJECTS:
        named = urlencode([("r", region_of(row).code) for row in members])
        yield Link(gettext("Compare its members"), f"{reverse('observatory:compare')}?{named}")
    yield Link(gettext("Other sets of regions, or one of your own"), reverse("observatory:custom"))


def about_set(known: RegionSet) -> Iterable[tuple[str, str]]:
    """Terms and texts of where a set comes from."""
    basis = gettext("published") if known.status == "P" else gettext("our own rule on published facts")
    yield gettext("What it is"), gettext(known.explanation)
    yield gettext("Source"), gettext(known.source)
    yield gettext("As of"), known.year
    yield gettext("Basis"), basis
    yield gettext("Codes"), f"NUTS {known.version}"
    if known.note:
        yield gettext("Note"), gettext(known.note)
    if known.open:
        yield gettext("Undecided, left out"), ", ".join(known.open)
