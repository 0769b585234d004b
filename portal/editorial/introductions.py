"""The introduction of a section, for the landing pages that Django views answer."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from observatory.blocks import figures_context
from portal.core.introductions import Introduction
from portal.core.page import Link
from portal.editorial.glossary.memory import PageTerms
from portal.editorial.latest import latest_of
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.models import SectionPage
from portal.editorial.routing import restrictions_above


def introduction_to_section(section: str) -> Introduction:
    """The live introduction in the language of the request, else in the default one, and what is new. 3 queries."""
    page = _section_page(section)
    if page is None:
        return Introduction(latest=latest_of(None))
    pages = page.get_children().live().filter(~restrictions_above())
    return Introduction(
        title=page.title,
        lead=page.lead,
        body=_body(page),
        links=tuple(
            Link(child.title, reader_path(child), language=foreign_language(content_language(child))) for child in pages
        ),
        language=content_language(page),
        latest=latest_of(page),
    )


def _body(page: SectionPage) -> SafeString:
    context = {**figures_context(), "terms": PageTerms(content_language(page))}
    return SafeString(page.introduction.render_as_block(context=context))


def _section_page(section: str) -> SectionPage | None:
    topics = SectionPage.topics.through.objects.filter(sectionpage=OuterRef("pk"))
    shown = SectionPage.objects.live().filter(~restrictions_above(), slug=section)
    pages = shown.annotate(has_topics=Exists(topics)).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(get_language() or settings.LANGUAGE_CODE) or by_language.get(settings.LANGUAGE_CODE)
