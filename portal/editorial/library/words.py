"""How words of files and of readers are compared: without accents, by stems where PostgreSQL knows the language."""

import unicodedata

CONFIGURATIONS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip


def configuration_of(language: str) -> str:
    """PostgreSQL's name for how a language is searched; those of every server from 15 up."""
    return CONFIGURATIONS.get(language, "simple")


def plain(text: str) -> str:
    """`Économie` → "Economie"."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
