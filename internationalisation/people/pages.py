"""Heads and ways up of the pages about people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.page import Link, PageMeta
from portal.registry.models import ClusterOrganisation


def account_page(title: str, path: str, lead: str = "", above: tuple[Link, ...] = ()) -> PageMeta:
    """A page of somebody's own: below the account, not for search engines."""
    return PageMeta(
        title=title,
        description=lead or title,
        canonical_path=path,
        breadcrumbs=(account_crumb(), *above, Link(title, path, is_current=True)),
        lead=lead,
        is_indexable=False,
        section="account",
    )


def account_crumb() -> Link:
    return Link(_("Your account"), reverse("home:personal"))


def organisations_crumb() -> Link:
    return Link(_("Your organisations"), reverse("internationalisation:organisations"))


def organisation_crumbs(organisation: ClusterOrganisation) -> tuple[Link, ...]:
    overview = Link(organisation.name, reverse("internationalisation:organisation", args=[organisation.pk]))
    return organisations_crumb(), overview


def review_crumb() -> Link:
    return Link(_("Review"), reverse("internationalisation:review"))
