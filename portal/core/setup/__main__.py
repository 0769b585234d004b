"""`python3 -m portal.core.setup run|test|check|fix|lock|bench|images|packages`"""

import errno
import sys

OLDEST = (3, 11)


def refuse_old_python() -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"This is Python {sys.version.split()[0]}; the portal needs 3.11 or newer: make PYTHON=python3.11 …")


refuse_old_python()

from portal.core.setup.commands import COMMANDS  # noqa: E402 (an old Python cannot read it)
from portal.core.setup.terminal import SetupProblem  # noqa: E402 (an old Python cannot read it)


def main() -> None:
    try:
        COMMANDS[sys.argv[1]]()
    except SetupProblem as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next run continues where this one was.")
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        sys.exit("\nThe disk is full. Free some space and run the command again; it continues where it stopped.")


if __name__ == "__main__":
    main()
