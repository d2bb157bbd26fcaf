"""The Chromium of the browser tests: found on the machine, or installed by `python -m tests.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from videoplanet.app.cli.chromium import find_chromium

# Loopback only, and nothing that calls home; root has no user namespace to sandbox in.
FLAGS = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
INSTALL_SECONDS = 300
MISSING = (
    "The browser tests need Chromium and it could not be installed: `apt-get install chromium`, "
    "`playwright install chromium`, or VIDEOPLANET_CHROMIUM=/path/to/chromium."
)


def chromium() -> Path:
    """Return the browser's program.

    Raises:
        RuntimeError: there is none.
    """
    found = find_chromium()
    if found is None:
        raise RuntimeError(MISSING)
    return found


def install() -> bool:
    """Try playwright's Chromium, then Debian's when root; return whether there is one now."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]]
    for command in attempts:
        sys.stderr.write(f"No Chromium found, trying: {' '.join(command)}\n")
        try:
            subprocess.run(
                command, check=False, timeout=INSTALL_SECONDS, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            sys.stderr.write(f"{error}\n")
        if _works():
            return True
    return False


def _works() -> bool:
    found = find_chromium()
    if found is None:
        return False
    try:
        return (
            subprocess.run([found, *FLAGS, "--version"], check=False, timeout=60, capture_output=True).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    if not _works() and not install():
        sys.exit(MISSING)
