"""Official languages of the European Union, for what editors write about: files, films, meetings."""

from django.conf import settings


def language_choices() -> list[tuple[str, str]]:
    """Code and name of every language of the settings."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def language_name(code: str) -> str:
    """The name in the language of the request; the code where it is none of ours."""
    return dict(language_choices()).get(code, code)
