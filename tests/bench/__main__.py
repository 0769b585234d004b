"""`python -m tests.bench`: an own database from PORTAL_SOURCES (or the demonstration), then three comparisons."""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from tests import stack


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(stack.environment(Path(folder), "portal_bench"))
        stack.prepare(os.environ)
        django.setup()
        comparisons = import_module("tests.bench.comparisons")  # imports models: only after setup()
        for line in comparisons.run():
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
