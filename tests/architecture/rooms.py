"""The order of the rooms, read from the import contract, for what import-linter cannot see."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def layers() -> list[set[str]]:
    """Layers top to bottom; apps in one layer are independent of each other."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    rooms = next(contract for contract in contracts if contract["id"] == "rooms")
    return [{name.strip() for name in layer.split("|")} for layer in rooms["layers"]]


def depth_of() -> dict[str, int]:
    """App name → how deep it lies: 0 is the roof."""
    return {name: depth for depth, names in enumerate(layers()) for name in names}


def may_use(user: str, used: str) -> bool:
    """Whether `user` stands above `used` (or is the same room)."""
    depth = depth_of()
    return user == used or depth[user] < depth[used]
