"""What a reader chooses, when signing up and afterwards."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from portal.core.languages import native_name, open_languages
from portal.core.reader_forms import ReaderForm
from portal.editorial.digest.words import Wish
from portal.editorial.models import Topic
from portal.registry.reference import reference


def language_choices() -> list[tuple[str, str]]:
    return [(code, native_name(code)) for code in open_languages()]


def topic_choices() -> list[tuple[str, str]]:
    topics = [(topic.slug, topic.local_name) for topic in Topic.objects.all()]
    return sorted(topics, key=lambda topic: topic[1].casefold())


def country_choices() -> list[tuple[str, str]]:
    """In protocol order, as official lists have it."""
    return [(country.code, country.local_name) for country in reference().countries]


class WishForm(forms.Form):
    """Language, topics and countries; nothing chosen is everything."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the digest"), choices=language_choices)
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        help_text=gettext_lazy("Choose none to read about all."),
        choices=topic_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Choose none to read about all. What concerns no single country comes in any case."),
        choices=country_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())

    @property
    def wish(self) -> Wish:
        chosen = self.cleaned_data
        return Wish(chosen["language"], frozenset(chosen["topics"]), frozenset(chosen["countries"]))


class SignUpForm(ReaderForm, WishForm):
    """`trap` is for machines; the address is written to once, to confirm."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We write to it once; the digest comes after you have confirmed."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address."),
            "invalid": gettext_lazy("Write the e-mail address like name@example.org."),
        },
    )
