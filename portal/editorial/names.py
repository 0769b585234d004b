"""A name in several languages: one short field a language in the editors' form, one JSON object in the table."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, get_language_info


def other_languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of every language but the default one."""
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return tuple((code, get_language_info(code)["name_local"]) for code in codes)


class NamesWidget(forms.MultiWidget):
    """A text field a language, each with its own label."""

    template_name = "editorial/admin/names_widget.html"

    def __init__(self) -> None:
        super().__init__({code: forms.TextInput(attrs={"lang": code}) for code, _name in other_languages()})

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in other_languages()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, (_code, label) in zip(context["widget"]["subwidgets"], other_languages(), strict=True):
            part["label"] = label
        return context


class NamesFormField(forms.MultiValueField):
    """Gives {language code: name}, without the empty ones."""

    widget = NamesWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(max_length=120, required=False) for _language in other_languages()]
        kwargs = {name: kwargs[name] for name in ("label", "help_text", "initial", "required") if name in kwargs}
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        pairs = zip(other_languages(), data_list or [], strict=False)
        return {code: name for (code, _label), name in pairs if name}


class NamesField(models.JSONField):
    """{language code: name} of everything but the default language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return NamesFormField(label=self.verbose_name, help_text=self.help_text, required=False)


class LocalName:
    """For models with a `name` in the default language and `names` in the others."""

    name: Any
    names: Any

    @property
    def local_name(self) -> str:
        """The name in the language of the request, in English where there is none."""
        return self.names.get(get_language() or "en") or self.name
