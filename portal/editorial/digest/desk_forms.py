"""What an editor changes in a draft, and for whom it is previewed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.editorial.digest.actions.issues import Placed
from portal.editorial.digest.forms import country_choices, language_choices, topic_choices
from portal.editorial.digest.words import Wish
from portal.editorial.models.digest import DigestIssue, DigestItem

LONGEST_INTRODUCTION = 3000


class IntroductionsForm(forms.Form):
    """One field a language; where it is empty, readers get the introduction in the default language."""

    def __init__(self, issue: DigestIssue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="introduction", **kwargs)
        for code, name in language_choices():
            self.fields[code] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_INTRODUCTION,
                initial=issue.introductions.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )


class ItemForm(forms.Form):
    position = forms.IntegerField(
        label=gettext_lazy("Place"),
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "digest-desk__place"}),
    )
    is_left_out = forms.BooleanField(label=gettext_lazy("Leave out"), required=False)

    def __init__(self, item: DigestItem, *args: Any, **kwargs: Any) -> None:
        values = {"position": item.position, "is_left_out": item.is_left_out}
        super().__init__(*args, prefix=f"item-{item.pk}", initial=values, **kwargs)
        self.item = item

    @property
    def placed(self) -> Placed:
        return Placed(self.item.pk, self.cleaned_data["position"], self.cleaned_data["is_left_out"])


class DraftForms:
    """All forms of a draft on one page, sent at once."""

    def __init__(self, issue: DigestIssue, items: Sequence[DigestItem], data: Any = None):
        self.introductions = IntroductionsForm(issue, data)
        self.items = [ItemForm(item, data) for item in items]

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in (self.introductions, *self.items)]  # each, so that each says its faults
        return all(checked)


class PreviewForm(forms.Form):
    """The choice of a reader; one of each is enough to look at."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices, required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", gettext_lazy("All topics")), *topic_choices()]
        self.fields["country"].choices = [("", gettext_lazy("All countries")), *country_choices()]

    def wish(self, default_language: str) -> Wish:
        """What is chosen; everything where the choice is none of those offered."""
        chosen = self.cleaned_data if self.is_valid() else {}
        topics, countries = (frozenset(filter(None, [chosen.get(name, "")])) for name in ("topic", "country"))
        return Wish(chosen.get("language") or default_language, topics, countries)
