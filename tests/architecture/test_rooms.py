"""The order of the rooms holds for imports, model relations, migrations and templates."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.architecture.rooms import ROOT, depth_of, may_use

OURS = set(depth_of())
TEMPLATES = ROOT / "templates"


def our_label(label: str) -> str | None:
    name = apps.get_app_config(label).name
    return name if name in OURS else None


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", str(folder / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def small_house(folder: Path, importer: str, imported: str) -> Path:
    """A copy of the empty house in which `importer` imports `imported`."""
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name in [*OURS, "observatory.stats", "observatory.models"]:
        package = folder.joinpath(*name.split("."))
        package.mkdir(parents=True, exist_ok=True)
        for parent in [package, *package.parents]:
            if parent == folder:
                break
            (parent / "__init__.py").touch()
    folder.joinpath(*importer.split("."), "wrong.py").write_text(f"import {imported}\n", encoding="utf-8")
    return folder


def test_imports_go_downwards_only():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("portal.core", "portal.accounts"),
        ("portal.registry", "observatory"),
        ("observatory", "portal.editorial"),
        ("emerging", "internationalisation"),
        ("portal.editorial", "portal.home"),
        ("observatory.stats", "observatory.models"),
    ],
)
def test_a_contract_breaks_when_an_import_goes_up(tmp_path, importer, imported):
    result = lint_imports(small_house(tmp_path, importer, imported))
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_models_relate_downwards_only():
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if (user := our_label(model._meta.app_label))
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (used := our_label(field.related_model._meta.app_label)) and not may_use(user, used)
    ]
    assert wrong == []


@pytest.mark.django_db  # a library's migration asks the database as it is read
def test_migrations_depend_downwards_only():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{label}.{name} → {dependency[0]}"
        for (label, name), migration in loader.disk_migrations.items()
        if (user := our_label(label))
        for dependency in migration.dependencies
        if dependency[0] in {config.label for config in apps.get_app_configs()}
        and (used := our_label(dependency[0]))
        and not may_use(user, used)
    ]
    assert wrong == []


def folder_owner(path: Path) -> str | None:
    """The app whose templates stand in a folder; components, e-mails and base pages belong to the floor."""
    first = path.relative_to(TEMPLATES).parts[0]
    owners = {name.rsplit(".", 1)[-1]: name for name in OURS}
    owners |= dict.fromkeys(("account", "socialaccount"), "portal.accounts")
    owners |= dict.fromkeys(("components", "emails"), "portal.core")
    return owners.get(first, "portal.core" if path.parent == TEMPLATES else None)


def tag_libraries() -> dict[str, str]:
    """Our template-tag libraries and the app that owns each."""
    return {
        module.stem: name
        for name in OURS
        for module in ROOT.joinpath(*name.split("."), "templatetags").glob("*.py")
        if module.stem != "__init__"
    }


def test_templates_load_only_tags_of_their_room_or_below():
    libraries = tag_libraries()
    wrong = []
    for path in TEMPLATES.rglob("*.html"):
        owner = folder_owner(path)
        loaded = re.findall(r"{%\s*load\s+([^%]+?)\s*%}", path.read_text(encoding="utf-8"))
        names = {name for group in loaded for name in group.split()}
        wrong += [
            f"{path.relative_to(ROOT)}: {name}"
            for name in names & set(libraries)
            if owner and not may_use(owner, libraries[name])
        ]
    assert wrong == []


def test_every_template_folder_belongs_to_an_app():
    strays = [str(path.relative_to(ROOT)) for path in TEMPLATES.rglob("*.html") if folder_owner(path) is None]
    allowed = re.compile(r"templates/(wagtailadmin|allauth|errors)/")
    assert [path for path in strays if not allowed.match(path)] == []
