"""What every page that editors write has in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PageViewRestriction

from observatory.blocks import figures_context
from portal.core.languages import LanguageLink
from portal.core.page import PageMeta
from portal.editorial.meta import SITE_DEPTH, alternates, language_of, page_meta
from portal.editorial.slugs import is_shadowed


class PortalPageForm(WagtailAdminPageForm):
    """Asks the page's slug rule with the parent, which a page that is being created does not know yet."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            self.instance.check_slug(cleaned.get("slug", ""), self.parent_page)
        except ValidationError as error:
            self.add_error("slug", error)
        return cleaned


class PortalPage(Page):
    """A page whose template extends base.html: `page` is its PageMeta there, `content` the page itself."""

    base_form_class = PortalPageForm

    # Told by `find_page`; a page that came another way (a preview) asks itself.
    trail_above: list[Page] | None = None
    known_translations: list[Page] | None = None
    is_known_open = False

    class Meta:
        abstract = True

    def check_slug(self, slug: str, parent: Page | None) -> None:
        """Raises ValidationError where an address of the portal would hide the page."""
        if not slug or parent is None or parent.depth < SITE_DEPTH:
            return
        above = "/" + parent.url_path.lstrip("/").partition("/")[2]
        if is_shadowed(f"{above}{slug}/"):
            raise ValidationError(
                _("The portal itself answers at %(path)s. Choose another slug.") % {"path": f"{above}{slug}/"}
            )

    def clean(self) -> None:
        super().clean()
        try:
            self.check_slug(self.slug, self.get_parent())
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error

    def get_meta(self, request: HttpRequest) -> PageMeta:
        return page_meta(self, lead=self.search_description)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """No second question where finding the page answered it."""
        return PageViewRestriction.objects.none() if self.is_known_open else super().get_view_restrictions()

    def get_alternates(self) -> tuple[LanguageLink, ...]:
        """The page in every language of the interface. 1 query where its translations are not known."""
        known = self.known_translations
        return alternates(self, self.get_translations(inclusive=True) if known is None else known)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context(request, *args, **kwargs), **figures_context()}
        return {
            **context,
            "page": self.get_meta(request),
            "content": self,
            "language": language_of(self),
            "alternates": self.get_alternates(),
        }
