"""Where the trees of pages hang, one a language: Wagtail asks two questions for it and keeps the answer for an hour."""

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION, SiteRootPath

HOUR = 3600


def keep_site_roots() -> None:
    """Fill Wagtail's own memory of the root paths, which its signals empty. 1 query, 0 while it holds."""
    if cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION) is None:
        cache.set(SITE_ROOT_PATHS_CACHE_KEY, _root_paths(), HOUR, version=SITE_ROOT_PATHS_CACHE_VERSION)


def home_path(language: str) -> str:
    """Wagtail's path of the home page in a language, "/home-fr/"; empty where there is none."""
    keep_site_roots()
    known = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION) or ()
    return next((root.root_path for root in known if root.language_code == language), "")


def _root_paths() -> list[SiteRootPath]:
    """Roots of all sites in every language, the most specific path first."""
    sites = Site.objects.filter(root_page__translation_key=OuterRef("translation_key")).order_by("-is_default_site")
    fields = JSONObject(id="id", hostname="hostname", port="port")
    roots = Page.objects.annotate(site_fields=Subquery(sites.values(found=fields)[:1])).select_related("locale")
    return [
        SiteRootPath(
            root.site_fields["id"], root.url_path, Site(**root.site_fields).root_url, root.locale.language_code
        )
        for root in roots.filter(site_fields__isnull=False).order_by("-url_path")
    ]
