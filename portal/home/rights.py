"""Who may do what, read from all `permissions.py` for `docs/reference/permissions.md`."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from portal.home.roles import ROLES, Role

ROOMS = ("portal", "observatory", "excellence", "internationalisation", "emerging")
PAGE = settings.BASE_DIR / "docs" / "reference" / "permissions.md"
CHECK, ASK = "check_can_", "can_"
# What a docstring says to programmers alone.
ASIDE = re.compile(r"\s*(Raises \w+[^.]*\.|\b\d+ quer(y|ies)\b[^.]*\.)")
INTRODUCTION = """\
# Who may do what

Written by `manage.py write_permissions` from all files called `permissions.py`, which the pages and the actions ask
themselves; a test holds this page to the code. Who gets which answer at which address stands in
`tests/access/matrix.toml`, and is tried for every address.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """`about`: what the rule is asked about, beside who asks."""

    deed: str
    about: str
    who: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One file of rules."""

    module: str
    title: str
    rules: tuple[Rule, ...]


def list_subjects(root: Path = settings.BASE_DIR) -> list[Subject]:
    """All files of rules, from the floor of the house up."""
    files = sorted(file for room in ROOMS for file in (root / room).rglob("permissions.py"))
    return [_subject(file, root) for file in files]


def written(subjects: list[Subject]) -> str:
    """The page."""
    return "\n".join([INTRODUCTION, *map(_section, subjects), _roles()])


def _subject(file: Path, root: Path) -> Subject:
    tree = ast.parse(file.read_text())
    title = (ast.get_docstring(tree) or "").split("\n\n")[0]
    module = ".".join(file.relative_to(root).with_suffix("").parts)
    return Subject(module, " ".join(title.split()), tuple(_rules(tree)))


def _rules(tree: ast.Module) -> Iterator[Rule]:
    """The rules that raise with a reason, and those that only answer."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name, node in functions.items():
        is_twin = name.startswith(ASK) and f"{CHECK}{name.removeprefix(ASK)}" in functions
        if name.startswith(CHECK) or (name.startswith(ASK) and not is_twin):
            twin = functions.get(name.removeprefix("check_"), node)
            yield Rule(_deed(name), _about(node), _said(node) or _said(twin))


def _deed(name: str) -> str:
    return name.removeprefix(CHECK).removeprefix(ASK).replace("_", " ")


def _about(node: ast.FunctionDef) -> str:
    arguments = [*node.args.args, *node.args.kwonlyargs]
    names = [argument.arg for argument in arguments if argument.arg not in ("user", "rights")]
    return ", ".join(name.replace("_", " ") for name in names)


def _said(node: ast.FunctionDef) -> str:
    return ASIDE.sub("", " ".join((ast.get_docstring(node) or "").split())).strip()


def _section(subject: Subject) -> str:
    rows = [f"| {rule.deed} | {rule.about} | {rule.who} |" for rule in subject.rules]
    head = [f"## `{subject.module}`", "", subject.title, "", "| deed | of | who |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _roles() -> str:
    head = [
        "## Roles",
        "",
        "Groups that `manage.py prepare_site` prepares (`portal/home/roles.py`); administrators may give more. Members "
        "of an organisation and national contacts are no groups: they are rows of `portal/registry`.",
        "",
        "| role | pages | images and documents | permissions |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *map(_role, ROLES), ""])


def _role(role: Role) -> str:
    permissions = ", ".join(f"`{name}`" for name in sorted(role.permissions))
    return f"| {role.name} | {', '.join(role.pages)} | {', '.join(role.media)} | {permissions} |"
