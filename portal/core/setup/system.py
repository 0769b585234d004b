"""What the system's own packages give: Pango for PDF files, Chromium for the browser tests.

They are installed where we may: as root, or with a sudo that asks for no password, on Debian and Ubuntu. Where we may
not, the portal runs without them and says what is missing.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Sequence

from portal.core.setup.terminal import say

# What WeasyPrint draws letters with, each under the names it has on Linux and macOS.
PDF_LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "fonts-liberation")
# A package of its own in newer systems only; older ones have it in another.
PANGO_EXTRAS = ("libharfbuzz-subset0",)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_PACKAGES = ("chromium", "fonts-dejavu-core")

# A machine without network starts the portal all the same, and soon.
IMPATIENT = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")


def missing_libraries() -> tuple[str, ...]:
    """Names of the libraries for PDF files that this machine has not."""
    return tuple(name for name, files in PDF_LIBRARIES.items() if not any(map(_loads, files)))


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def ensure_pango() -> None:
    """For PDF files; without it their links say why they are absent."""
    if not missing_libraries() or not _may_install():
        return
    say("Installing Pango for PDF files …")
    _install(PANGO_PACKAGES)
    _install(PANGO_EXTRAS, is_refreshed=True)


def ensure_chromium() -> None:
    """For the browser tests; without it they say why they are skipped."""
    if any(map(shutil.which, CHROMIUM)) or not _may_install():
        return
    say("Installing Chromium for the browser tests …")
    _install(CHROMIUM_PACKAGES)


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and _privilege() is not None


def _privilege() -> Sequence[str] | None:
    """What stands before a command of root: nothing for root, sudo where it asks for no password; None without."""
    if os.getuid() == 0:
        return ()
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ("sudo", "-n")
    return None


def _install(names: Sequence[str], *, is_refreshed: bool = False) -> None:
    """What goes wrong here stops nothing: the portal says itself what it lacks."""
    steps = [] if is_refreshed else [["update", "-qq"]]
    for words in [*steps, ["install", "-y", "-qq", "--no-install-recommends", *names]]:
        command = [*(_privilege() or ()), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *IMPATIENT, *words]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
