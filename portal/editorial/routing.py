"""Finds a page by its whole path at once: Wagtail asks twice a level, which deep pages cannot afford."""

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, TextField
from wagtail.models import Page, PageViewRestriction

from portal.editorial.glossary.stamp import terms_stamp


def restrictions_above() -> Exists:
    """Whether a page or one above it is restricted, as a part of another query."""
    path = ExpressionWrapper(OuterRef("path"), output_field=TextField())
    return Exists(PageViewRestriction.objects.annotate(asked=path).filter(asked__startswith=F("page__path")))


def find_page(home: Page, path_components: list[str]) -> Page | None:
    """The live page at the path below `home`, in its own type; None where there is none. 2 queries.

    Pages of our own types are told what was learned on the way: the pages above them, whether any restricts, and
    their translations.
    """
    paths = [home.url_path + "/".join(path_components[: level + 1]) + "/" for level in range(len(path_components))]
    above = Q(url_path__in=paths, slug__in=path_components, path__startswith=home.path)
    translations = Q(translation_key__in=Page.objects.filter(url_path=paths[-1]).values("translation_key"))
    asked = Page.objects.filter(above | translations).annotate(
        is_restricted=restrictions_above(), terms_stamp=terms_stamp()
    )
    pages = {page.url_path: page for page in asked}
    target = pages.get(paths[-1])
    if target is None or not target.live:
        return None
    found = target.specific
    found.terms_stamp = target.terms_stamp
    found.trail_above = [pages[path] for path in paths[:-1] if path in pages]
    found.known_translations = [page for page in pages.values() if page.translation_key == target.translation_key]
    has_alias = target.alias_of_id is not None or any(page.alias_of_id for page in found.trail_above)
    found.is_known_open = not target.is_restricted and not has_alias
    return found


def learn(home: Page) -> None:
    """Tell a home page its translations and whether it is restricted. 1 query in the place of 3."""
    pages = list(Page.objects.filter(translation_key=home.translation_key).annotate(is_restricted=restrictions_above()))
    home.known_translations = pages
    home.is_known_open = home.alias_of_id is None and not any(
        page.is_restricted for page in pages if page.pk == home.pk
    )
