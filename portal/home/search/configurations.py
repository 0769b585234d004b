"""How PostgreSQL reads the words of each language: a text search configuration a language, without accents.

Each is a copy of the server's own configuration for the language, else of `simple`, that takes accents off before
it stems. `prepare_configurations` is safe to run again, and follows a server that has learned a language since.
"""

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

EXTENSIONS = ("unaccent", "pg_trgm")
# Languages of the portal by the name that PostgreSQL gives their configuration, where a server has one.
SERVER_NAMES = {
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "croatian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "lv": "latvian",
    "mt": "maltese",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sk": "slovak",
    "sl": "slovenian",
    "sv": "swedish",
}
WORDS = "hword, hword_part, word"


class NoExtension(RuntimeError):
    """The database lacks an extension and the portal's role may not create it."""


def configuration(language: str) -> str:
    """Name of the configuration of a language: "portal_fr"."""
    return f"portal_{language.lower().replace('-', '_')}"


def prepare_configurations() -> list[str]:
    """Make the configurations that are missing, renew those that a better one of the server replaces; their languages.

    4 queries where all stand.
    """
    with connection.cursor() as cursor:
        known = _known(cursor)
        codes = {*SERVER_NAMES, *(code for code, _name in settings.LANGUAGES)}
        return [code for code in sorted(codes) if _prepare(cursor, code, _source(code, known), known)]


def _known(cursor: CursorWrapper) -> dict[str, str]:
    """Names of all configurations, with the comment that says what ours are made from."""
    cursor.execute("SELECT cfgname, coalesce(obj_description(oid, 'pg_ts_config'), '') FROM pg_ts_config")
    return dict(cursor.fetchall())


def _source(code: str, known: dict[str, str]) -> str:
    name = SERVER_NAMES.get(code.partition("-")[0], "simple")
    return name if name in known else "simple"


def _prepare(cursor: CursorWrapper, code: str, source: str, known: dict[str, str]) -> bool:
    """Whether there was something to do. Names are our own, never a reader's."""
    name, origin = configuration(code), f"{source} without accents"
    if known.get(name) == origin:
        return False
    if name in known:
        cursor.execute(f"DROP TEXT SEARCH CONFIGURATION {name}")
    stem = "simple" if source == "simple" else f"{source}_stem"
    cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{source})")
    cursor.execute(f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {WORDS} WITH unaccent, {stem}")
    cursor.execute(f"COMMENT ON TEXT SEARCH CONFIGURATION {name} IS '{origin}'")
    return True


def check_extensions() -> None:
    """Raises NoExtension in plain words where one is missing that this role may not create."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        missing = sorted(set(EXTENSIONS) - {name for (name,) in cursor.fetchall()})
        cursor.execute("SELECT has_database_privilege(current_user, current_database(), 'CREATE')")
        may_create = cursor.fetchone()[0]
    if missing and not may_create:
        commands = " ".join(f"CREATE EXTENSION {name};" for name in missing)
        raise NoExtension(
            f"The search needs the PostgreSQL extensions {', '.join(missing)}, and the portal's role may not create "
            f"them. Run this once as the owner of the database, then start again: {commands}"
        )
