"""Terms that the portal explains, one row a language."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField

DEFINITION_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class GlossaryTermQuerySet(models.QuerySet["GlossaryTerm"]):
    def live(self) -> "GlossaryTermQuerySet":
        return self.filter(live=True)

    def readable_in(self, language: str, default: str) -> "GlossaryTermQuerySet":
        """Live terms in `language`, and in the `default` language those that are not translated."""
        own = models.Q(locale__language_code=language)
        if language == default:
            return self.live().filter(own)
        translated = self.model.objects.live().filter(own).values("translation_key")
        return self.live().filter(
            own | (models.Q(locale__language_code=default) & ~models.Q(translation_key__in=translated))
        )


class GlossaryTerm(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """A term with its definition; `slug` is its place on the glossary page, the same in every language."""

    term = models.CharField(gettext_lazy("term"), max_length=120)
    slug = models.SlugField(
        gettext_lazy("anchor"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy(
            "Where links to the term lead; made from the term when empty. Later changes break links."
        ),
    )
    other_forms = models.TextField(
        gettext_lazy("other forms"),
        blank=True,
        help_text=gettext_lazy("One a line: plurals, abbreviations, spellings. Capitals alone (LQ) match as written."),
    )
    definition = RichTextField(gettext_lazy("definition"), features=DEFINITION_FEATURES)
    source = models.CharField(gettext_lazy("source"), max_length=300, blank=True)
    source_url = models.URLField(gettext_lazy("address of the source"), blank=True)
    is_linked = models.BooleanField(
        gettext_lazy("linked in pages"),
        default=True,
        help_text=gettext_lazy("The first mention in a page's text leads here. Not for words of everyday language."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = GlossaryTermQuerySet.as_manager()

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("slug"),
        SynchronizedField("source_url"),
        SynchronizedField("is_linked"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        verbose_name = gettext_lazy("glossary term")
        verbose_name_plural = gettext_lazy("glossary terms")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="one_term_an_anchor_and_language",
                violation_error_message=gettext_lazy("Another term of this language has this anchor."),
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('editorial:glossary')}#{self.slug}"

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or slugify(self.term)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Forms leave the language out, and with it Django's own check of the constraint."""
        super().clean()
        twins = GlossaryTerm.objects.filter(slug=self.slug, locale=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and twins.exists():
            raise ValidationError({"slug": gettext("Another term of this language has this anchor.")})

    @property
    def forms(self) -> tuple[str, ...]:
        """The term and its other forms, each once."""
        lines = (" ".join(line.split()) for line in (self.term, *self.other_forms.splitlines()))
        return tuple(dict.fromkeys(filter(None, lines)))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The glossary with this entry alone. The view stands above the models, so it is named."""
        response: HttpResponse = import_string("portal.editorial.glossary.views.preview")(request, self)
        return response
