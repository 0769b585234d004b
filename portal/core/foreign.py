"""Labels that exist in the default language alone: readers see them marked as such, so that they are spoken rightly."""

from typing import Self

from django.conf import settings


class Untranslated(str):
    """A label shown in the default language because the language of the request does not have it.

    It is a text like any other; templates mark it where they pass it through the filter `marked`.
    """

    __slots__ = ()

    @property
    def language(self) -> str:
        return settings.LANGUAGE_CODE

    def within(self, text: str) -> Self:
        """A longer text of the same language, where `{}` stands for this one: "C29 {}"."""
        return type(self)(text.format(self))


def label_in(names: dict[str, str], original: str, language: str) -> str:
    """The name in `language`; what has none is `Untranslated`."""
    if language == settings.LANGUAGE_CODE:
        return original
    return names.get(language) or Untranslated(original)


def extended(label: str, text: str) -> str:
    """`text` with the label in the place of `{}`, in the label's language."""
    return label.within(text) if isinstance(label, Untranslated) else text.format(label)
