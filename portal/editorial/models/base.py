"""What every page that editors write has in common."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from observatory.blocks import figures_context
from portal.core.languages import LanguageLink
from portal.core.page import PageMeta
from portal.editorial.glossary.memory import PageTerms
from portal.editorial.meta import SITE_DEPTH, alternates, content_language, language_of, page_meta, page_path
from portal.editorial.slugs import is_shadowed

WIDTHS = {"mobile": 390, "tablet": 768, "desktop": 1280}


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
    terms_stamp = ""

    # Fields of a type (and of its mixins) that its pages in all languages share: never offered as texts to translate.
    # A type may name rules of its own for single fields in `override_translatable_fields`.
    shared_fields: ClassVar[tuple[str, ...]] = ()
    override_translatable_fields: ClassVar[list[SynchronizedField]] = []

    class Meta:
        abstract = True

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A phone, a tablet and a screen, at the widths that pages are checked at."""
        return [{**size, "device_width": WIDTHS[size["name"]]} for size in self.DEFAULT_PREVIEW_SIZES]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Tell page translation what is shared; the slug is too, but a translation may have its own."""
        super().__init_subclass__(**kwargs)
        shared = dict.fromkeys(name for base in cls.__mro__ for name in vars(base).get("shared_fields", ()))
        rules = {name: SynchronizedField(name, overridable=False) for name in shared}
        rules["slug"] = SynchronizedField("slug")
        own = {rule.field_name: rule for rule in vars(cls).get("override_translatable_fields", ())}
        cls.override_translatable_fields = list((rules | own).values())

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

    def get_alternates(self, query: str = "") -> tuple[LanguageLink, ...]:
        """The page in every open language, with the query. 1 query where its translations are not known."""
        return alternates(self, self._translations(), query)

    def _translations(self) -> list[Page]:
        if self.known_translations is None:
            self.known_translations = list(self.get_translations(inclusive=True))
        return self.known_translations

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """At the original's address under the prefix of a language that has the page: lead to where it stands."""
        language = get_language()
        if language != language_of(self):
            own = next((page for page in self._translations() if page.live and language_of(page) == language), None)
            if own is not None:
                return HttpResponseRedirect(page_path(own))
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context(request, *args, **kwargs), **figures_context()}
        meta = self.get_meta(request)
        return {
            **context,
            "page": meta,
            "content": self,
            "terms": PageTerms(content_language(self, self._translations()), self.terms_stamp),
            "language": content_language(self, self._translations()),
            "alternates": self.get_alternates(urlsplit(meta.canonical_path).query),
        }
