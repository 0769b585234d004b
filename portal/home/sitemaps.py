"""What search engines should know: editors' pages, and the Observatory's profiles in every language."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from observatory.queries.policy import list_policies
from portal.core.languages import open_languages
from portal.editorial.meta import page_path
from portal.editorial.models import DigestIssue
from portal.registry.models import ClusterOrganisation, IndustryGroup, Region

DEEPEST_PROFILE = 2  # NUTS 3 regions lead to the profile of the region around them


class EditorialSitemap(Sitemap):
    """Every live, public page that editors wrote in an open language. An alias repeats another page."""

    def items(self) -> QuerySet[Page]:
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of__isnull=True)
        return pages.filter(locale__language_code__in=open_languages()).order_by("pk")

    def location(self, item: Page) -> str:
        return page_path(item)

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class LocalisedSitemap(Sitemap):
    """Addresses that answer in every open language; each entry names the others, so a file holds few of them."""

    i18n = True
    alternates = True
    x_default = True
    limit = 2000

    def get_languages_for_item(self, item: Any) -> list[str]:
        return list(open_languages())


class ObservatorySitemap(LocalisedSitemap):
    """Entrances of the Observatory."""

    def items(self) -> list[str]:
        return [
            "mapping",
            "find",
            "industries",
            "relatedness-network",
            "rankings",
            "questions",
            "exposure",
            "gaps",
            "policy",
            "methodology",
            "data",
        ]

    def location(self, item: str) -> str:
        return reverse(f"observatory:{item}")


class DigestSitemap(LocalisedSitemap):
    """The digest and its issues."""

    def items(self) -> list[str]:
        return ["", *DigestIssue.objects.public().values_list("slug", flat=True)]

    def location(self, item: str) -> str:
        return reverse("editorial:digest-issue", args=[item]) if item else reverse("editorial:digest")


class RegionSitemap(LocalisedSitemap):
    """Profiles of today's countries and regions."""

    def items(self) -> QuerySet[Region]:
        return Region.objects.current().filter(level__lte=DEEPEST_PROFILE, is_extra_regio=False).order_by("code")


class GroupSitemap(LocalisedSitemap):
    """Profiles of industry groups."""

    def items(self) -> QuerySet[IndustryGroup]:
        return IndustryGroup.objects.order_by("scheme", "position")

    def location(self, item: IndustryGroup) -> str:
        return reverse("observatory:industry", args=[item.scheme_id, item.code])


class ReferenceSitemap(LocalisedSitemap):
    """Pages of the portal itself that explain it, and the entrances of the directory."""

    def items(self) -> list[str]:
        return ["editorial:glossary", "internationalisation:directory", "internationalisation:near"]

    def location(self, item: str) -> str:
        return reverse(item)


class OrganisationSitemap(LocalisedSitemap):
    """Public profiles of cluster organisations; invented ones are nothing to be found."""

    def items(self) -> QuerySet[ClusterOrganisation]:
        fields = ("pk", "name", "acronym", "last_published_at")
        return ClusterOrganisation.objects.public().real().order_by("pk").only(*fields)

    def lastmod(self, item: ClusterOrganisation) -> datetime | None:
        return item.last_published_at


class PolicySitemap(LocalisedSitemap):
    """Countries with an entry on cluster policy."""

    def items(self) -> list[str]:
        return [row.country.code for row in list_policies() if row.facts]

    def location(self, item: str) -> str:
        return reverse("observatory:policy-country", args=[item])


SITEMAPS = {
    "pages": EditorialSitemap,
    "observatory": ObservatorySitemap,
    "digest": DigestSitemap,
    "regions": RegionSitemap,
    "industries": GroupSitemap,
    "organisations": OrganisationSitemap,
    "policies": PolicySitemap,
    "reference": ReferenceSitemap,
}
