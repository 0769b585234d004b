"""Rules of the house that a linter does not know."""

import ast
import re

from tests.architecture.rooms import ROOT

PACKAGES = ["portal", "observatory", "excellence", "internationalisation", "emerging"]
SOURCES = [
    path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def relative(path):
    return str(path.relative_to(ROOT))


def imports_inside_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{relative(path)}:{inner.lineno}"
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_no_import_hides_inside_a_function():
    # AppConfig.ready() is the one place where Django itself asks for it.
    found = [line for path in SOURCES if path.name != "apps.py" for line in imports_inside_functions(path)]
    assert found == []


def test_no_type_checking_trick():
    assert [relative(path) for path in SOURCES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []


def test_every_suppression_carries_its_reason():
    pattern = re.compile(r"#\s*(noqa|type:\s*ignore)[^#(]*$", re.MULTILINE)
    assert [relative(path) for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_presenters_ask_no_questions_of_the_database():
    presenters = [path for path in SOURCES if "presenters" in relative(path)]
    assert [relative(path) for path in presenters if ".objects" in path.read_text(encoding="utf-8")] == []


FORBIDDEN_MARKUP = {
    "inline style": re.compile(r"\sstyle="),
    "style element": re.compile(r"<style\b"),
    "event attribute": re.compile(r"\son[a-z]+="),
    "inline script": re.compile(r"<script(?![^>]*(\bsrc=|application/ld\+json))"),
    "foreign host": re.compile(r"""(src|href)=["']https?://[^"']*\.(js|css|png|svg|woff2?)"""),
}


def test_public_templates_carry_no_inline_code_and_no_foreign_files():
    private = {"wagtailadmin", "emails", "email"}
    wrong = [
        f"{relative(path)}: {name}"
        for path in TEMPLATES
        if not private & set(path.parts)
        for name, pattern in FORBIDDEN_MARKUP.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_no_machine_paths_or_index_hosts_are_committed():
    lock_files = [*(ROOT / "requirements").glob("*"), *ROOT.glob("*.toml"), ROOT / "Makefile"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in lock_files if path.is_file())
    assert not re.search(r"index-url|registry\.npmjs|pypi\.org|/opt/|/home/|/root/", text)
