"""html-validate, which judges the HTML of every page type in the tests: npm installs exactly what its lock names."""

import shutil
import subprocess

from portal.core.setup import environment, packages
from portal.core.setup.clients import call

LOCKED = environment.PROJECT / "tests" / "html"
FILES = ("package.json", "package-lock.json")
FOLDER = environment.PROJECT / "var" / "html-validate"
PROGRAM = FOLDER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
OLDEST_NODE = 20


def install() -> None:
    """Unless exactly this lock is installed already. Raises SetupProblem."""
    if PROGRAM.exists() and all((FOLDER / name).read_bytes() == (LOCKED / name).read_bytes() for name in FILES):
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in FILES:
        shutil.copy(LOCKED / name, FOLDER / name)
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    call("npm", [*packages.npm(), *words], cwd=FOLDER)


def command() -> list[str]:
    """What runs it with the rules of the tests; the names of the files follow."""
    return [*_node(), str(PROGRAM), "--config", str(LOCKED / ".htmlvalidate.json")]


def _node() -> list[str]:
    """The machine's node where it is new enough, else the one of the Python package that carries it."""
    if (node := shutil.which("node")) and _major(node) >= OLDEST_NODE:
        return [node]
    return [str(packages.own_node() / "bin" / "node")]


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(version.lstrip("v").partition(".")[0] or 0)
